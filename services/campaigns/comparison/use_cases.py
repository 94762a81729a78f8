"""Says what an audience would be if it were built today."""

from sqlalchemy.orm import Session

from campaigns.audiences.clients import CustomersClient
from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.comparison.models import AudienceComparisonRow, ComparedMemberRow
from campaigns.comparison.repositories import ComparisonRepository
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.comparison import (
	AudienceComparison,
	ComparedPerson,
	ComparedQuery,
	Difference,
)
from chasqui.contracts.campaigns.counting import CountState
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.queues import CAMPAIGNS_COMPARE_AUDIENCE, CAMPAIGNS_QUEUE
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now, read_today
from chasqui.kernel.errors import Conflict
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say

NO_AUDIENCE = say("Primero construya la audiencia: con ella se compara.")


class ComparisonService:
	def __init__(
		self,
		session: Session,
		campaigns: CampaignRepository,
		comparisons: ComparisonRepository,
		publisher: Publisher,
	) -> None:
		self._session = session
		self._campaigns = campaigns
		self._comparisons = comparisons
		self._publisher = publisher

	def show(self, campaign_id: int) -> AudienceComparison:
		""":raises NotFound: no campaign, or nobody asked for it"""
		self._campaigns.get(campaign_id)
		return self._view(self._comparisons.get(campaign_id))

	def ask(self, campaign_id: int, asked_by: str) -> AudienceComparison:
		"""Have an audience compared with its criteria, anew where it was.

		:raises NotFound: there is no such campaign
		:raises Conflict: `no_audience`: there is none, or it is not ready
		"""
		waiting = self._comparisons.find(campaign_id)
		if waiting is None or waiting.state != CountState.COUNTING:
			waiting = self._begin(campaign_id, asked_by)
		task = CAMPAIGNS_COMPARE_AUDIENCE  # again too: the first message may be lost
		self._publisher.publish_after_commit(self._session, task, CAMPAIGNS_QUEUE)
		return self._view(waiting)

	def _begin(self, campaign_id: int, asked_by: str) -> AudienceComparisonRow:
		self._campaigns.get(campaign_id, lock=True)
		audience = self._campaigns.find_audiences([campaign_id]).get(campaign_id)
		if audience is None or audience.state != AudienceState.READY:
			raise Conflict(NO_AUDIENCE, code="no_audience")
		row = self._comparisons.find(campaign_id, lock=True)
		if row is None:
			row = AudienceComparisonRow(campaign_id=campaign_id, stay=0, leave=0, enter=0)
		row.state, row.asked_by = CountState.COUNTING.value, asked_by
		row.asked_at, row.error = read_now(), None
		self._comparisons.add(row)
		return row

	def list_people(self, campaign_id: int, query: ComparedQuery) -> Page[ComparedPerson]:
		"""Return a page of who would leave or enter.

		:raises NotFound: no campaign, or nobody asked for it
		"""
		self._campaigns.get(campaign_id)
		self._comparisons.get(campaign_id)
		rows, cursor = self._comparisons.list_people(campaign_id, query)
		return Page(items=[_describe(*row) for row in rows], next_cursor=cursor)

	def _view(self, row: AudienceComparisonRow) -> AudienceComparison:
		audience = self._campaigns.find_audiences([row.campaign_id]).get(row.campaign_id)
		is_other = audience is None or audience.built_at != row.built_at
		return AudienceComparison(
			campaign_id=row.campaign_id,
			state=CountState(row.state),
			error=row.error,
			stay=row.stay,
			leave=row.leave,
			enter=row.enter,
			is_outdated=row.state == CountState.READY and is_other,
			asked_by=row.asked_by,
			asked_at=row.asked_at,
			counted_at=row.counted_at,
		)


class ComparisonBuilder:
	"""`zone` is the installation's."""

	def __init__(
		self,
		campaigns: CampaignRepository,
		comparisons: ComparisonRepository,
		customers: CustomersClient,
		*,
		zone: str,
	) -> None:
		self._campaigns = campaigns
		self._comparisons = comparisons
		self._customers = customers
		self._zone = zone

	def build(self, row: AudienceComparisonRow) -> None:
		"""Compare, and keep what came of it in the row: ages are those of today.

		:raises Unavailable: customers does not answer; what waits is tried again
		"""
		audience = self._campaigns.get_audience(row.campaign_id)
		criteria = SegmentCriteria.model_validate(self._campaigns.get(row.campaign_id).criteria)
		today = criteria.model_copy(update={"as_of": read_today(self._zone)})
		numbers = self._customers.list_numbers(today)
		leave, enter, members = self._comparisons.compare(row.campaign_id, audience.id, numbers)
		row.stay, row.leave, row.enter = members - leave, leave, enter
		row.built_at, row.counted_at = audience.built_at, read_now()
		row.state = CountState.READY.value


def _describe(row: ComparedMemberRow, member: AudienceMemberRow | None) -> ComparedPerson:
	found = ComparedPerson(
		id=row.id, customer_id=row.customer_id, difference=Difference(row.difference)
	)
	if member is None:
		return found
	known = {name: getattr(member, name) for name in ("age", "province", "canton")}
	return found.model_copy(update={**known, "name": member.name or ""})
