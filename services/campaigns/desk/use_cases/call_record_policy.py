"""Says whether a result may be kept as it was typed (K27)."""

from typing import NamedTuple

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.use_cases.call_checks import CallbackBounds, check_record
from campaigns.desk.use_cases.call_risk_policy import CallRiskPolicy
from campaigns.desk.use_cases.callback_policy import CallbackPolicy
from campaigns.hours.domain import find_place
from campaigns.hours.use_cases.call_hours_service import CallScheduleReader
from campaigns.results.models.call_reason import CallReasonRow
from campaigns.results.models.own_result import OwnResultRow
from campaigns.results.use_cases.call_reasons import CallReasonPolicy
from campaigns.results.use_cases.own_results import OwnResultPolicy
from campaigns.risk_rules.domain import JudgedRisk
from campaigns.rules.use_cases import CallRulesReader
from chasqui.contracts.campaigns.call_rules import CallRules
from chasqui.contracts.campaigns.desk import CallRecord
from chasqui.kernel.clock import read_now


class CheckedRecord(NamedTuple):
	"""What is known of a result that may be kept: the risk by the rules, its parts, and by which
	rules the phone is called again.
	"""

	risk: JudgedRisk
	phone: str | None
	rules: CallRules
	own: OwnResultRow | None
	reason: CallReasonRow | None


class CallRecordPolicy:
	def __init__(
		self,
		campaigns: CampaignRepository,
		tasks: CallTaskRepository,
		risks: CallRiskPolicy,
		schedules: CallScheduleReader,
		rules: CallRulesReader,
		callbacks: CallbackPolicy,
		own_results: OwnResultPolicy,
		reasons: CallReasonPolicy,
		*,
		zone: str,
	) -> None:
		self._campaigns = campaigns
		self._tasks = tasks
		self._risks = risks
		self._schedules = schedules
		self._rules = rules
		self._callbacks = callbacks
		self._own_results = own_results
		self._reasons = reasons
		self._zone = zone

	def check(
		self,
		advisor_id: int,
		task: CallTaskRow,
		record: CallRecord,
		known: JudgedRisk | None = None,
	) -> CheckedRecord:
		"""Return what is known of a result, if it may be kept; `known` is the risk of a kept call.

		:raises Invalid: a callback out of its bounds, a call that the risk rules do not let be, or
			less than an own result asks for, or a reason of another one
		"""
		risk = known or self._risks.judge(task, record.lease_token)
		member = self._tasks.find_member(task)
		bounds = self._bound_callback(task, member.province)
		check_record(record, risk.verdict, bounds)
		self._callbacks.check_room(advisor_id, record, bounds)
		own = self._own_results.check(
			record.own_result_id, record.result, record.note, late=record.late
		)
		reason = self._reasons.check(
			record.reason_id, record.result, record.own_result_id, late=record.late
		)
		return CheckedRecord(risk, member.phone, bounds.rules, own, reason)

	def _bound_callback(self, task: CallTaskRow, province: str | None) -> CallbackBounds:
		return CallbackBounds(
			rules=self._rules.find([task.campaign_id])[task.campaign_id],
			ends_on=self._campaigns.get(task.campaign_id).ends_on,
			schedule=self._schedules.find([task.campaign_id], read_now())[task.campaign_id],
			place=find_place(province, self._zone),
			zone=self._zone,
		)
