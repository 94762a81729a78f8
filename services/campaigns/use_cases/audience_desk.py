"""What people ask about audiences: build it, how does it go, who is in it."""

from sqlalchemy.orm import Session

from campaigns.clients.customers import CustomersClient
from campaigns.domain.criteria import bound_ages
from campaigns.domain.phases import EDITABLE
from campaigns.models.audience import AudienceRow
from campaigns.models.audience_member import AudienceMember
from campaigns.repositories.audiences import OPEN_STATES, AudienceRepository
from campaigns.repositories.campaigns import CampaignRepository
from campaigns.use_cases.campaign_view import describe_audience
from chasqui.contracts.campaigns import Audience, AudienceState, MemberQuery, MemberView, Phase
from chasqui.contracts.customers import SegmentCount, SegmentCriteria
from chasqui.contracts.masking import mask_identity
from chasqui.contracts.queues import CAMPAIGNS_BUILD_AUDIENCE, CAMPAIGNS_QUEUE
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, NotFound
from chasqui.kernel.messages import Publisher


class AudienceDesk:
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
		campaign = self._campaigns.get(campaign_id, lock=True)
		if Phase(campaign.phase) not in EDITABLE or campaign.first_executed_at is not None:
			detail = "La campaña ya se ejecutó; su audiencia no cambia más."
			raise Conflict(detail, code="audience_frozen")
		row = self._audiences.find_by_campaign(campaign_id)
		if row is None:
			row = AudienceRow(campaign_id=campaign_id, requested_by=requested_by)
			self._audiences.add(row)
		elif row.state not in OPEN_STATES:
			row.state, row.requested_by = AudienceState.QUEUED.value, requested_by
			row.requested_at, row.error, row.attempts = read_now(), None, 0
		self._publisher.publish_after_commit(
			self._session, CAMPAIGNS_BUILD_AUDIENCE, CAMPAIGNS_QUEUE, audience_id=row.id
		)
		return describe_audience(row)

	def get(self, campaign_id: int) -> Audience:
		"""Return a campaign's audience.

		:raises NotFound: no campaign, or no audience yet
		"""
		return describe_audience(self._find(campaign_id))

	def list_members(self, campaign_id: int, query: MemberQuery) -> Page[MemberView]:
		"""Return a page of the members, identifications masked."""
		row = self._find(campaign_id)
		members, cursor = self._audiences.list_members(row.id, query)
		items = [_describe_member(member, result) for member, result in members]
		return Page(items=items, next_cursor=cursor)

	def count(self, criteria: SegmentCriteria) -> SegmentCount:
		"""Return how many customers a campaign with these criteria would reach (K14)."""
		return self._customers.count_segment(bound_ages(criteria))

	def _find(self, campaign_id: int) -> AudienceRow:
		row = self._campaigns.find_audiences([campaign_id]).get(campaign_id)
		if row is None:
			raise NotFound("La campaña aún no tiene audiencia.", code="no_audience")
		return row


def _describe_member(member: AudienceMember, result: str | None) -> MemberView:
	return MemberView(
		customer_id=member.customer_id,
		name=member.name or "(datos eliminados)",
		masked_id=mask_identity(member.id_number),
		age=member.age,
		gender=member.gender,
		province=member.province,
		canton=member.canton,
		may_email=member.may_email and member.email is not None,
		may_phone=member.may_phone and member.phone is not None,
		last_result=result,
	)
