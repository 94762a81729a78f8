"""Has the campaign's information mailed to the held customer, before or with the result (K27)."""

from uuid import UUID

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_leases import CallLeaseRepository
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.use_cases.call_checks import refuse
from campaigns.desk.use_cases.call_service import hold_task
from campaigns.desk.use_cases.kept_call import KeptCall, WasCall
from campaigns.information.use_cases.information_policy import Refusal
from campaigns.information.use_cases.information_service import InformationService
from chasqui.contracts.campaigns.information import SentInformation
from chasqui.kernel.errors import Conflict


class DeskInformationService:
	def __init__(
		self,
		campaigns: CampaignRepository,
		tasks: CallTaskRepository,
		leases: CallLeaseRepository,
		merges: MergeRepository,
		information: InformationService,
	) -> None:
		self._campaigns = campaigns
		self._tasks = tasks
		self._leases = leases
		self._merges = merges
		self._information = information

	def send(self, advisor_id: int, token: UUID) -> SentInformation:
		"""Have it mailed now; again under the same hold returns when it went.

		:raises Conflict: `lease_lost`; `no_information`, `no_email`, `objected` or `not_allowed`:
			there is nothing to mail, or nobody to mail it to
		"""
		task = hold_task(self._leases, advisor_id, token)
		found = self.request(task, advisor_id, token)
		if isinstance(found, Refusal):
			raise Conflict(found.text, code=found.code)
		return found

	def request(self, task: CallTaskRow, advisor_id: int, token: UUID) -> SentInformation | Refusal:
		"""Have it mailed to the customer of a task that is locked, or return why not."""
		campaign, member = self._campaigns.get(task.campaign_id), self._tasks.find_member(task)
		person = self._merges.list_person(task.customer_id)
		return self._information.request(campaign, member, person, advisor_id, token)


class InformationHandler:
	"""What was promised with a result leaves with it; a correction takes no mail back."""

	def __init__(self, information: DeskInformationService) -> None:
		self._information = information

	def handle(self, kept: KeptCall) -> None:
		"""Have it mailed, if it was asked for.

		:raises Invalid: `no_information`, `no_email`, `objected` or `not_allowed`
		"""
		if not kept.sends_information:
			return
		call = kept.call
		found = self._information.request(kept.task, call.advisor_id, call.lease_token)
		if isinstance(found, Refusal):
			raise refuse("send_information", found.text, found.code)

	def correct(self, kept: KeptCall, was: WasCall) -> None:
		"""What has left has left."""
