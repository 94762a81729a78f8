"""The operations of the risk service.

Spyne reads them from the class; what they work with stands on the application (`ctx.app`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from chasqui.contracts.risk import MAX_MATCHES, NAMESPACE, RiskAnswer
from chasqui.kernel.errors import AppError
from risk_soap.domain.lookups import Asker
from risk_soap.soap import answers, types
from risk_soap.soap.faults import find_kind
from risk_soap.soap.spyne_import import Application, Fault, ServiceBase, Soap11, rpc
from risk_soap.use_cases.risk_finder import RiskFinder

NAME = "RiskService"
CORRELATION = "chasqui.correlation_id"
CONSUMER = "chasqui.consumer"
OUTCOME = "chasqui.outcome"


class RiskService(ServiceBase):
	"""SOAP 1.1, document/literal wrapped."""

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
		id_type: Any,
		id_number: str,
		request_id: str | None,
		purpose: str | None,
	) -> Any:
		"""One person's risk."""
		kind = str(id_type)  # Spyne gives a value of its own enumeration
		finder, asker = ctx.app.finder, read_asker(ctx, purpose)
		answer = answer_with(ctx, lambda: finder.find_by_identification(kind, id_number, asker))
		return answers.build_risk_result(answer, request_id, read_correlation(ctx))

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
		"""The persons whose names hold all the words, without accents, in any order."""
		most = limit or MAX_MATCHES
		finder, asker = ctx.app.finder, read_asker(ctx, purpose)
		answer = answer_with(ctx, lambda: finder.find_by_name(name, most, asker))
		return answers.build_name_result(answer, request_id, read_correlation(ctx))

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
		with translate_errors():
			ctx.app.ping_store()
		note_outcome(ctx, "OK")
		return answers.build_ping_result(request_id, read_correlation(ctx))


def build_application(finder: RiskFinder | None, ping_store: Callable[[], None] | None) -> Any:
	"""Return the Spyne application, which validates strictly what it is asked."""
	application = Application(
		[RiskService],
		tns=NAMESPACE,
		name=NAME,
		in_protocol=Soap11(validator="lxml"),
		out_protocol=Soap11(),
	)
	application.finder = finder
	application.ping_store = ping_store
	return application


def answer_with(ctx: Any, ask: Callable[[], RiskAnswer]) -> RiskAnswer:
	"""Return what `ask` answers and note its status; a failure becomes a fault."""
	with translate_errors():
		answer = ask()
	note_outcome(ctx, answer.status.value)
	return answer


@contextmanager
def translate_errors() -> Iterator[None]:
	"""Turn what a use case raises into a fault of a known kind."""
	try:
		yield
	except AppError as error:
		raise Fault(find_kind(error).faultcode, error.detail) from error


def read_correlation(ctx: Any) -> str:
	"""Return the id that ties this question to the logs."""
	return str(ctx.transport.req_env.get(CORRELATION, ""))


def read_asker(ctx: Any, purpose: str | None) -> Asker:
	"""Return who asks: the guard has let nobody else pass."""
	user = str(ctx.transport.req_env.get(CONSUMER, ""))
	return Asker(user, purpose or "", read_correlation(ctx))


def note_outcome(ctx: Any, outcome: str) -> None:
	"""Leave the outcome where the guard's figures find it."""
	ctx.transport.req_env[OUTCOME] = outcome
