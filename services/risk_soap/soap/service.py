"""The operations of the risk service, the same in both versions of SOAP.

Spyne reads them from the class; what they work with stands on the application (`ctx.app.parts`),
and who asks on the context (`ctx.udc`, an `Inquiry`). They answer with values of the WSDL's types,
by the names that it gives them.
"""
# ruff: noqa: N805 - Spyne gives the context, there is no self

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from chasqui.contracts.risk import (
	MAX_MATCHES,
	NAMESPACE,
	Identification,
	RiskAnswer,
	RiskBatchItem,
	RiskMatch,
	RiskStatus,
)
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import AppError
from risk_soap.domain.persons import Access, Asker
from risk_soap.soap import contract
from risk_soap.soap.faults import read_failure
from risk_soap.soap.spyne_import import Application, Fault, ServiceBase, rpc
from risk_soap.use_cases.access_policy import Role
from risk_soap.wiring import Wiring

NAME = "RiskService"
UNSPECIFIED = "unspecified"
HOLDER_REQUEST = "holder_request"  # the person asked for it
ROLES: dict[str, Role] = {}  # by operation: what its consumer must have
ID_TYPE = contract.IdType(**contract.MUST)
Values = dict[str, Any]


@dataclass(slots=True)
class Inquiry:
	"""One question on its way through Spyne: who asks, and what came of it.

	`question` is the valid element of the body, as lxml knows it.
	"""

	question: Any
	consumer: str
	correlation_id: str
	statuses: Counter[str] = field(default_factory=Counter)
	failure: Exception | None = None

	def make_asker(self, purpose: str | None) -> Asker:
		"""Return who asks and why, for the audit."""
		return Asker(self.consumer, (purpose or "").strip() or UNSPECIFIED, self.correlation_id)

	def note(self, *statuses: RiskStatus) -> None:
		"""Count what was answered."""
		self.statuses.update(status.value for status in statuses)

	def sign(self, request_id: str | None, **values: Any) -> Values:
		"""Return an answer with the ids by which both sides find it again."""
		return {**values, "requestId": request_id, "correlationId": self.correlation_id}


def declare_operation(name: str, role: Role, answer: Any, /, **asked: Any) -> Callable[..., Any]:
	"""Return the decorator of an operation that takes what is asked, in the order of the WSDL.

	Spyne gives it the context first; there is no self.
	"""
	ROLES[name] = role
	return rpc(  # type: ignore[no-any-return]
		*asked.values(),
		_args=tuple(asked),
		_operation_name=name,
		_out_message_name=f"{name}Response",
		_out_variable_name=f"{name}Result",
		_returns=answer.customize(**contract.MUST),
	)


class RiskService(ServiceBase):
	"""Document/literal wrapped."""

	@declare_operation(
		"GetRiskByIdentification",
		Role.LOOKUP,
		contract.RiskResult,
		idType=ID_TYPE,
		idNumber=contract.IdNumberText,
		requestId=contract.RequestIdText,
		purpose=contract.PurposeText,
	)
	def get_risk_by_identification(
		ctx: Any, id_type: str, id_number: str, request_id: str | None, purpose: str | None
	) -> Values:
		"""One person's risk."""
		inquiry: Inquiry = ctx.udc
		asker = inquiry.make_asker(purpose)
		answer = ctx.app.parts.finder.find_by_identification(id_type, id_number, asker)
		inquiry.note(answer.status)
		return inquiry.sign(request_id, **describe_risk(answer))

	@declare_operation(
		"FindRiskByName",
		Role.NAMES,
		contract.NameResult,
		name=contract.NameText,
		maxResults=contract.MaxResults,
		requestId=contract.RequestIdText,
		purpose=contract.PurposeText,
	)
	def find_risk_by_name(
		ctx: Any, name: str, limit: int | None, request_id: str | None, purpose: str | None
	) -> Values:
		"""The persons whose names are like it, the surest first."""
		inquiry: Inquiry = ctx.udc
		asker = inquiry.make_asker(purpose)
		answer = ctx.app.parts.finder.find_by_name(name, limit or MAX_MATCHES, asker)
		inquiry.note(answer.status)
		matches = [describe_match(match) for match in answer.matches]
		return inquiry.sign(request_id, status=answer.status.value, match=matches)

	@declare_operation(
		"GetRiskBatch",
		Role.BATCH,
		contract.BatchResult,
		item=contract.BatchItems,
		requestId=contract.RequestIdText,
		purpose=contract.PurposeText,
	)
	def get_risk_batch(
		ctx: Any, items: list[Values], request_id: str | None, purpose: str | None
	) -> Values:
		"""The risk of up to `MAX_BATCH` persons, in the order asked."""
		inquiry: Inquiry = ctx.udc
		asked = [Identification(id_type=one["idType"], id_number=one["idNumber"]) for one in items]
		found = ctx.app.parts.finder.find_batch(asked, inquiry.make_asker(purpose))
		inquiry.note(*(one.status for one in found))
		described = [{"position": one.position, **describe_risk(one)} for one in found]
		return inquiry.sign(request_id, item=described)

	@declare_operation(
		"ErasePerson",
		Role.ERASE,
		contract.ErasureResult,
		idType=ID_TYPE,
		idNumber=contract.IdNumberText,
		requestId=contract.RequestIdText,
	)
	def erase_person(ctx: Any, id_type: str, id_number: str, request_id: str | None) -> Values:
		"""Erase a person in every index; no load brings them back."""
		was_known = ctx.app.parts.erase_person(id_type, id_number)
		return ctx.udc.sign(request_id, wasKnown=was_known)  # type: ignore[no-any-return]

	# Who keeps the customers answers for the rights of the person.
	@declare_operation(
		"TellPerson",
		Role.ERASE,
		contract.PersonReport,
		idType=ID_TYPE,
		idNumber=contract.IdNumberText,
		requestId=contract.RequestIdText,
	)
	def tell_person(ctx: Any, id_type: str, id_number: str, request_id: str | None) -> Values:
		"""All that is kept about a person, and who looked at it (LOPDP, art. 13)."""
		inquiry: Inquiry = ctx.udc
		asker = inquiry.make_asker(HOLDER_REQUEST)
		answer, accesses = ctx.app.parts.describe_person(id_type, id_number, asker)
		described = describe_risk(answer)
		del described["warning"]
		return inquiry.sign(
			request_id, **described, access=[describe_access(one) for one in accesses]
		)

	@declare_operation("Ping", Role.PING, contract.PingResult, requestId=contract.RequestIdText)
	def ping(ctx: Any, request_id: str | None) -> Values:
		"""Whether the service and its store answer."""
		ctx.app.parts.store.ping()
		return ctx.udc.sign(request_id, at=read_now())  # type: ignore[no-any-return]


class RiskApplication(Application):
	"""Keeps what an operation raises, and leaves Spyne by the one way that it knows."""

	parts: Wiring | None = None

	def call_wrapper(self, ctx: Any) -> Any:
		try:
			return super().call_wrapper(ctx)
		except Exception as error:
			ctx.udc.failure = read_failure(error) if isinstance(error, AppError) else error
			raise Fault("Server") from error


def build_application(protocol: type, parts: Wiring | None = None) -> Any:
	"""Return the Spyne application of one version of SOAP.

	It validates nothing: what comes in has been held against the published schema.
	"""
	application = RiskApplication(
		[RiskService],
		tns=NAMESPACE,
		name=NAME,
		in_protocol=protocol(),
		out_protocol=protocol(),
	)
	application.parts = parts
	return application


def describe_risk(answer: RiskAnswer | RiskBatchItem) -> Values:
	"""Return one person's risk."""
	return {
		"status": answer.status.value,
		"level": answer.level.value,
		"score": answer.score,
		"asOf": answer.as_of,
		"source": answer.source,
		"warning": answer.warning.value if answer.warning else None,
	}


def describe_access(access: Access) -> Values:
	"""Return one look at a person."""
	names = ("at", "consumer", "purpose", "operation", "status")
	return {name: getattr(access, name) for name in names}


def describe_match(match: RiskMatch) -> Values:
	"""Return one of the persons found by name."""
	return {
		"maskedId": match.masked_id,
		"name": match.name,
		"level": match.level.value,
		"score": match.score,
		"asOf": match.as_of,
		"kind": match.kind.value,
		"similarity": match.similarity,
	}
