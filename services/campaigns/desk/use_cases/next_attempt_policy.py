"""Says when somebody is called again after a call, and counts the call for that."""

from datetime import datetime

from campaigns.desk.domain import DAY, PastAttempts, change_retry, plan_next_attempt
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.repositories.calls import CallRepository
from campaigns.desk.repositories.phone_attempts import PhoneAttemptRepository
from campaigns.results.models.own_result import OwnResultRow
from campaigns.rules.use_cases import CallRulesReader
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.risk_rules import RiskVerdict


class NextAttemptPolicy:
	def __init__(
		self,
		tasks: CallTaskRepository,
		calls: CallRepository,
		attempts: PhoneAttemptRepository,
		rules: CallRulesReader,
	) -> None:
		self._tasks = tasks
		self._calls = calls
		self._attempts = attempts
		self._rules = rules

	def plan(
		self,
		task: CallTaskRow,
		call: CallRow,
		own: OwnResultRow | None,
		*,
		callback_at: datetime | None,
		was_attempt: bool = False,
	) -> datetime | None:
		"""Count a call of the phone; return when to call again, or None.

		A corrected call `was_attempt` where it is counted already.
		"""
		self._count(task, call, was_attempt=was_attempt)
		result = CallResult(call.result)
		if call.risk_verdict == RiskVerdict.SKIP and not result.outcome.is_attempt:
			return None  # by the campaign's rules the customer is not called
		rules = self._rules.find([task.campaign_id])[task.campaign_id]
		if own is not None:
			rules = change_retry(rules, result, own.retry_minutes, own.most_a_day)
		past = self._find_past(task, call)
		now = call.recorded_at
		return plan_next_attempt(result, rules, past, now=now, callback_at=callback_at)

	def _count(self, task: CallTaskRow, call: CallRow, *, was_attempt: bool) -> None:
		phone = self._tasks.find_member(task).phone
		is_attempt = CallResult(call.result).outcome.is_attempt
		if phone is None or is_attempt == was_attempt:
			return
		change = self._attempts.note if is_attempt else self._attempts.take_back
		change(phone, call.recorded_at)

	def _find_past(self, task: CallTaskRow, call: CallRow) -> PastAttempts:
		"""Return what is known of earlier calls, and of this one."""
		phone = self._tasks.find_member(task).phone
		known = self._attempts.find(phone) if phone is not None else None
		return PastAttempts(
			misses=self._calls.count_misses(task.id),
			alike=self._calls.list_alike(call, call.recorded_at - DAY),
			of_phone=known.recent if known is not None else (),
			in_all=known.attempts if known is not None else 0,
		)
