"""Says when somebody is called again after a call, and counts the call for that."""

from datetime import datetime

from campaigns.desk.domain import DAY, PastAttempts, change_retry, plan_next_attempt
from campaigns.desk.models.call import CallRow
from campaigns.desk.repositories.calls import CallRepository
from campaigns.desk.repositories.phone_attempts import PhoneAttemptRepository
from campaigns.desk.use_cases.call_record_policy import CheckedRecord
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.risk_rules import RiskVerdict


class NextAttemptPolicy:
	def __init__(self, calls: CallRepository, attempts: PhoneAttemptRepository) -> None:
		self._calls = calls
		self._attempts = attempts

	def plan(
		self,
		call: CallRow,
		checked: CheckedRecord,
		*,
		callback_at: datetime | None,
		was_attempt: bool = False,
	) -> datetime | None:
		"""Count a call of the phone; return when to call again, or None.

		A corrected call `was_attempt` where it is counted already.
		"""
		phone, result = checked.phone, CallResult(call.result)
		if phone is not None and result.outcome.is_attempt != was_attempt:
			change = self._attempts.take_back if was_attempt else self._attempts.note
			change(phone, call.recorded_at)
		if callback_at is not None:
			return callback_at  # a promise is kept, however often the phone was called
		if result.outcome.is_final or (checked.own is not None and checked.own.is_last):
			return None
		if call.risk_verdict == RiskVerdict.SKIP and not result.outcome.is_attempt:
			return None  # by the campaign's rules the customer is not called
		rules, own = checked.rules, checked.own
		if own is not None:
			rules = change_retry(rules, result, own.retry_minutes, own.most_a_day)
		past = self._find_past(call, phone)
		now = call.recorded_at
		return plan_next_attempt(result, rules, past, now=now)

	def _find_past(self, call: CallRow, phone: str | None) -> PastAttempts:
		"""Return what is known of earlier calls, and of this one."""
		known = self._attempts.find(phone) if phone is not None else None
		return PastAttempts(
			misses=self._calls.count_misses(call.task_id, call.round),
			alike=self._calls.list_alike(call, call.recorded_at - DAY),
			of_phone=known.recent if known is not None else (),
			in_all=known.attempts if known is not None else 0,
		)
