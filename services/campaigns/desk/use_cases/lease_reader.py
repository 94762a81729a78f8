"""Whom an advisor holds, with all that the desk shows of them."""

from campaigns.answers.repositories import MailAnswerRepository
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.repositories.calls import CallRepository
from campaigns.desk.use_cases.call_risk_policy import CallRiskPolicy
from campaigns.desk.use_cases.desk_view import describe_lease
from campaigns.dialler.use_cases import DialAttemptService
from campaigns.hours.domain import find_place
from campaigns.hours.repositories import BestHourReader
from campaigns.hours.use_cases.call_hours_service import CallScheduleReader
from campaigns.information.use_cases.information_service import InformationService
from campaigns.scripts.use_cases import CallScriptReader
from chasqui.contracts.campaigns.campaigns import NO_PLACE
from chasqui.contracts.campaigns.desk import DeskLease
from chasqui.contracts.customers.bands import find_age_band
from chasqui.kernel.clock import read_now

HISTORY_LENGTH = 5
BEST_HOURS = 2


class LeaseReader:
	def __init__(
		self,
		campaigns: CampaignRepository,
		tasks: CallTaskRepository,
		calls: CallRepository,
		risks: CallRiskPolicy,
		schedules: CallScheduleReader,
		contact_hours: BestHourReader,
		scripts: CallScriptReader,
		merges: MergeRepository,
		dials: DialAttemptService,
		information: InformationService,
		answers: MailAnswerRepository,
		*,
		zone: str,
	) -> None:
		self._campaigns = campaigns
		self._tasks = tasks
		self._calls = calls
		self._risks = risks
		self._schedules = schedules
		self._contact_hours = contact_hours
		self._scripts = scripts
		self._merges = merges
		self._dials = dials
		self._information = information
		self._answers = answers
		self._zone = zone

	def read(self, task: CallTaskRow) -> DeskLease:
		"""Return the lease of a task that is held."""
		assert task.lease_token is not None
		campaign, member = self._campaigns.get(task.campaign_id), self._tasks.find_member(task)
		person = self._merges.list_person(task.customer_id)
		return describe_lease(
			task,
			campaign,
			member,
			self._scripts.read(campaign, member, task.advisor_id),
			self._calls.list_recent(task.customer_id, HISTORY_LENGTH),
			self._risks.judge(task, task.lease_token),
			self._dials.find_last(task.lease_token),
			self._information.describe(task.campaign_id, member, person, task.lease_token),
			self._tasks.list_other_campaigns(person, task.campaign_id),
			self._answers.find(task.campaign_id, task.customer_id),
			self._contact_hours.list_best(
				member.province or NO_PLACE, find_age_band(member.age), BEST_HOURS
			),
			self._schedules.find([task.campaign_id], read_now())[task.campaign_id],
			find_place(member.province, self._zone),
		)
