"""The operations of the risk service, the same in both versions of SOAP.

Spyne reads them from the class; what they work with stands on the application (`ctx.app`), and
who asks on the context (`ctx.udc`, an `Inquiry`).
"""

from typing import Any

from chasqui.contracts.risk import MAX_MATCHES, NAMESPACE, Identification
from risk_soap.soap import answers, types
from risk_soap.soap.inquiries import Inquiry
from risk_soap.soap.spyne_import import Application, ServiceBase, rpc

NAME = "RiskService"
HOLDER_REQUEST = "holder_request"  # the person asked for it


class RiskService(ServiceBase):
	"""Document/literal wrapped."""

	@rpc(
		types.IdType(**types.MUST),
		types.IdNumberText,
		types.RequestIdText,
		types.PurposeText,
		_operation_name="GetRiskByIdentification",
		_out_message_name="GetRiskByIdentificationResponse",
		_out_variable_name="GetRiskByIdentificationResult",
		_args=("idType", "idNumber", "requestId", "purpose"),
		_returns=types.RiskResult.customize(**types.MUST),
	)
	def get_risk_by_identification(
		ctx: Any,  # noqa: N805 - Spyne gives the context, there is no self
		id_type: str,
		id_number: str,
		request_id: str | None,
		purpose: str | None,
	) -> Any:
		"""One person's risk."""
		inquiry: Inquiry = ctx.udc
		asker = inquiry.make_asker(purpose)
		answer = ctx.app.finder.find_by_identification(id_type, id_number, asker)
		inquiry.note(answer.status)
		return answers.build_risk_result(answer, request_id, inquiry.correlation_id)

	@rpc(
		types.NameText,
		types.MaxResults,
		types.RequestIdText,
		types.PurposeText,
		_operation_name="FindRiskByName",
		_out_message_name="FindRiskByNameResponse",
		_out_variable_name="FindRiskByNameResult",
		_args=("name", "maxResults", "requestId", "purpose"),
		_returns=types.NameResult.customize(**types.MUST),
	)
	def find_risk_by_name(
		ctx: Any,  # noqa: N805
		name: str,
		limit: int | None,
		request_id: str | None,
		purpose: str | None,
	) -> Any:
		"""The persons whose names are like it, the surest first."""
		inquiry: Inquiry = ctx.udc
		asker = inquiry.make_asker(purpose)
		answer = ctx.app.finder.find_by_name(name, limit or MAX_MATCHES, asker)
		inquiry.note(answer.status)
		return answers.build_name_result(answer, request_id, inquiry.correlation_id)

	@rpc(
		types.BatchItems,
		types.RequestIdText,
		types.PurposeText,
		_operation_name="GetRiskBatch",
		_out_message_name="GetRiskBatchResponse",
		_out_variable_name="GetRiskBatchResult",
		_args=("item", "requestId", "purpose"),
		_returns=types.BatchResult.customize(**types.MUST),
	)
	def get_risk_batch(
		ctx: Any,  # noqa: N805
		items: list[dict[str, str]],
		request_id: str | None,
		purpose: str | None,
	) -> Any:
		"""The risk of up to `MAX_BATCH` persons, in the order asked."""
		inquiry: Inquiry = ctx.udc
		asked = [Identification(id_type=one["idType"], id_number=one["idNumber"]) for one in items]
		found = ctx.app.finder.find_batch(asked, inquiry.make_asker(purpose))
		inquiry.note(*(one.status for one in found))
		return answers.build_batch_result(found, request_id, inquiry.correlation_id)

	@rpc(
		types.IdType(**types.MUST),
		types.IdNumberText,
		types.RequestIdText,
		_operation_name="ErasePerson",
		_out_message_name="ErasePersonResponse",
		_out_variable_name="ErasePersonResult",
		_args=("idType", "idNumber", "requestId"),
		_returns=types.ErasureResult.customize(**types.MUST),
	)
	def erase_person(
		ctx: Any,  # noqa: N805
		id_type: str,
		id_number: str,
		request_id: str | None,
	) -> Any:
		"""Forget a person in every index; no load brings them back."""
		inquiry: Inquiry = ctx.udc
		was_known = ctx.app.forget_person(id_type, id_number)
		return answers.build_erasure_result(was_known, request_id, inquiry.correlation_id)

	@rpc(
		types.IdType(**types.MUST),
		types.IdNumberText,
		types.RequestIdText,
		_operation_name="TellPerson",
		_out_message_name="TellPersonResponse",
		_out_variable_name="TellPersonResult",
		_args=("idType", "idNumber", "requestId"),
		_returns=types.PersonReport.customize(**types.MUST),
	)
	def tell_person(
		ctx: Any,  # noqa: N805
		id_type: str,
		id_number: str,
		request_id: str | None,
	) -> Any:
		"""All that is kept about a person, and who looked at it (LOPDP, art. 13)."""
		inquiry: Inquiry = ctx.udc
		asker = inquiry.make_asker(HOLDER_REQUEST)
		answer, accesses = ctx.app.tell_person(id_type, id_number, asker)
		return answers.build_person_report(answer, accesses, request_id, inquiry.correlation_id)

	@rpc(
		types.RequestIdText,
		_operation_name="Ping",
		_out_message_name="PingResponse",
		_out_variable_name="PingResult",
		_args=("requestId",),
		_returns=types.PingResult.customize(**types.MUST),
	)
	def ping(ctx: Any, request_id: str | None) -> Any:  # noqa: N805
		"""Whether the service and its store answer."""
		inquiry: Inquiry = ctx.udc
		ctx.app.ping_store()
		return answers.build_ping_result(request_id, inquiry.correlation_id)


class RiskApplication(Application):
	"""Keeps what an operation raises, for the guard to make a fault of it."""

	def call_wrapper(self, ctx: Any) -> Any:
		inquiry: Inquiry = ctx.udc
		with inquiry.keep_failure():
			return super().call_wrapper(ctx)


def build_application(
	protocol: type,
	finder: Any = None,
	ping_store: Any = None,
	forget_person: Any = None,
	tell_person: Any = None,
) -> Any:
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
	application.finder = finder
	application.ping_store = ping_store
	application.forget_person = forget_person
	application.tell_person = tell_person
	return application
