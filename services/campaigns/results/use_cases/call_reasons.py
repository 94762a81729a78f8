"""Keeps why calls end as they do, and says which reason a call may have."""

from collections.abc import Mapping
from types import MappingProxyType

from campaigns.results.models.call_reason import CallReasonRow
from campaigns.results.repositories.call_reasons import CallReasonRepository
from campaigns.results.repositories.own_results import OwnResultRepository
from chasqui.contracts.campaigns.call_reasons import CallReason, ReasonFields
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say

NOBODYS: Mapping[int, str] = MappingProxyType({})
SAME_NAME = say("Ese resultado ya tiene un motivo con ese nombre.")
NO_RESULT = say("Ese resultado no existe: elija otro.")
NO_REASON = say("Ese motivo no es de este resultado, o ya no se usa: elija otro.")


class CallReasonService:
	def __init__(self, reasons: CallReasonRepository, own_results: OwnResultRepository) -> None:
		self._reasons = reasons
		self._own_results = own_results

	def list_all(self) -> Page[CallReason]:
		names = {row.id: row.name for row in self._own_results.list_all()}
		return Page(items=[describe_reason(row, names) for row in self._reasons.list_all()])

	def add(self, fields: ReasonFields, by: str) -> CallReason:
		"""Offer a reason.

		:raises Invalid: `no_result`: the own result is none of the fixed one's
		:raises Conflict: `same_name`
		"""
		if fields.own_result_id is not None:
			own = self._own_results.find(fields.own_result_id)
			if own is None or own.like != fields.result:
				field = FieldError("result", NO_RESULT, "no_result")
				raise Invalid(NO_RESULT, code="no_result", fields=[field])
		row = CallReasonRow(
			result=fields.result.value,
			own_result_id=fields.own_result_id,
			name=fields.name,
			added_by=by,
		)
		return self._save(row)

	def retire(self, reason_id: int) -> CallReason:
		"""Offer it no more; again is nothing."""
		row = self._reasons.get(reason_id)
		row.retired_at = row.retired_at or read_now()
		return describe_reason(row)

	def bring_back(self, reason_id: int) -> CallReason:
		""":raises Conflict: `same_name`: another one has it by now"""
		row = self._reasons.get(reason_id)
		row.retired_at = None
		return self._save(row)

	def _save(self, row: CallReasonRow) -> CallReason:
		if not self._reasons.save(row):
			field = FieldError("name", SAME_NAME, "same_name")
			raise Conflict(SAME_NAME, code="same_name", fields=[field])
		return describe_reason(row)


class CallReasonPolicy:
	"""Says whether a call may have a reason."""

	def __init__(self, reasons: CallReasonRepository) -> None:
		self._reasons = reasons

	def check(
		self, reason_id: int | None, result: CallResult, own_result_id: int | None, *, late: bool
	) -> CallReasonRow | None:
		"""Return the reason of a call, if it has one; what is kept late may have a retired one.

		:raises Invalid: it is of another result, or it was retired
		"""
		if reason_id is None:
			return None
		row = self._reasons.find(reason_id)
		is_theirs = (
			row is not None
			and row.result == result
			and row.own_result_id in (None, own_result_id)
			and (late or row.retired_at is None)
		)
		if not is_theirs:
			field = FieldError("reason_id", NO_REASON, "no_reason")
			raise Invalid(NO_REASON, code="no_reason", fields=[field])
		return row


def describe_reason(row: CallReasonRow, names: Mapping[int, str] = NOBODYS) -> CallReason:
	"""Return a reason as its contract; `names` are those of own results."""
	return CallReason(
		id=row.id,
		result=CallResult(row.result),
		own_result_id=row.own_result_id,
		own_result=names.get(row.own_result_id or 0, ""),
		name=row.name,
		is_retired=row.retired_at is not None,
	)
