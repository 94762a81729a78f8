"""What people ask about audiences: build it, how does it go, who is in it."""

from sqlalchemy.orm import Session

from campaigns.audiences.clients import CustomersClient
from campaigns.audiences.repositories.audiences import OPEN_STATES, AudienceRepository
from campaigns.campaigns.domain.criteria import bound_ages
from campaigns.campaigns.domain.phases import EDITABLE
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.use_cases.campaign_view import describe_audience
from chasqui.contracts.campaigns.audiences import Audience, AudienceState
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.customers.segments import SegmentCount, SegmentCriteria
from chasqui.contracts.jobs import JobAct
from chasqui.contracts.queues import CAMPAIGNS_BUILD_AUDIENCE, CAMPAIGNS_QUEUE
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say


class AudienceService:
	def __init__(
		self,
		session: Session,
		campaigns: CampaignRepository,
		audiences: AudienceRepository,
		customers: CustomersClient,
		publisher: Publisher,
	) -> None:
		self._session = session
		self._campaigns = campaigns
		self._audiences = audiences
		self._customers = customers
		self._publisher = publisher

	def request(self, campaign_id: int, requested_by: str) -> Audience:
		"""Have the audience built, or built again; a build that waits stays as it is.

		:raises Conflict: the campaign was in execution already (K16)
		"""
		self._refuse_frozen(campaign_id)
		row = self._audiences.find_by_campaign(campaign_id)
		if row is None:
			row = AudienceRow(campaign_id=campaign_id, requested_by=requested_by)
			self._audiences.add(row)
		elif row.state not in OPEN_STATES:
			row.state, row.requested_by = AudienceState.QUEUED.value, requested_by
			row.requested_at, row.error, row.attempts = read_now(), None, 0
		self._nudge(row)
		return self._view(row)

	def act(self, campaign_id: int, act: JobAct) -> Audience:
		"""Cancel the building, or try again what failed; a cancelled one leaves no half members.

		:raises NotFound: no campaign, or no audience yet
		:raises Conflict: its state does not allow it, or the campaign was in execution already
		"""
		if act is JobAct.RETRY:
			self._refuse_frozen(campaign_id)
		row = self._audiences.steer(self._campaigns.get_audience(campaign_id).id, act)
		if row.state in OPEN_STATES:
			self._nudge(row)
		return self._view(row)

	def get(self, campaign_id: int) -> Audience:
		"""Return a campaign's audience.

		:raises NotFound: no campaign, or no audience yet
		"""
		return self._view(self._campaigns.get_audience(campaign_id))

	def count(self, criteria: SegmentCriteria) -> SegmentCount:
		"""Return how many customers a campaign with these criteria would reach (K14)."""
		return self._customers.count_segment(bound_ages(criteria))

	def _refuse_frozen(self, campaign_id: int) -> None:
		campaign = self._campaigns.get(campaign_id, lock=True)
		if Phase(campaign.phase) not in EDITABLE or campaign.first_executed_at is not None:
			detail = say("La campaña ya se ejecutó; su audiencia no cambia más.")
			raise Conflict(detail, code="audience_frozen")

	def _nudge(self, row: AudienceRow) -> None:
		self._publisher.publish_after_commit(
			self._session, CAMPAIGNS_BUILD_AUDIENCE, CAMPAIGNS_QUEUE, audience_id=row.id
		)

	def _view(self, row: AudienceRow) -> Audience:
		return describe_audience(row).model_copy(update={"job": self._audiences.describe(row)})
