"""Words of why a call ended as it did: a list of the company's for a result, fixed or own."""

from pydantic import Field, field_validator

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.wire import Contract, Line
from chasqui.kernel.texts.text import say


class ReasonFields(Contract):
	"""`name` is said of calls that ended with `result`, or with that own result of its kind."""

	result: CallResult
	own_result_id: int | None = None
	name: Line = Field(min_length=2, max_length=60)

	@field_validator("result")
	@classmethod
	def check_result(cls, result: CallResult) -> CallResult:
		"""Nothing is asked of an objection."""
		if result.outcome.is_objection:
			raise ValueError(say("«No volver a llamar» no lleva motivos."))
		return result


class CallReason(ReasonFields):
	"""One as it is kept; a retired one is offered no more, and its calls keep it."""

	id: int
	own_result: str = ""
	"""What the own result is called."""
	is_retired: bool = False
