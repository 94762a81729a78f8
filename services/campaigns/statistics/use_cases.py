"""What one campaign came to, beside those that are finished and those it held out (K19)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.desk.domain import PROMISE_SLACK
from campaigns.desk.repositories.call_figures import CallFigureRepository
from campaigns.statistics.domain.uplift import USUAL_SHARE, Share, compare, find_visible
from campaigns.statistics.repositories.contact_hours import ContactHourRepository
from campaigns.statistics.repositories.rates import RatesRepository
from campaigns.statistics.repositories.uplift import UpliftRepository
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import ENDED_PHASES
from chasqui.contracts.campaigns.contact_hours import (
	ContactGrid,
	ContactGridQuery,
	ContactHour,
	ContactHourQuery,
)
from chasqui.contracts.campaigns.figures import CampaignRates
from chasqui.contracts.campaigns.uplift import Arm, CampaignUplift
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now, read_today


class RatesReader:
	def __init__(
		self, campaigns: CampaignRepository, rates: RatesRepository, calls: CallFigureRepository
	) -> None:
		self._campaigns = campaigns
		self._rates = rates
		self._calls = calls

	def read(self, campaign_id: int) -> CampaignRates:
		"""Return what a campaign came to, and the finished ones together.

		:raises NotFound: there is no such campaign
		"""
		self._campaigns.get(campaign_id)
		finished, campaigns = self._rates.sum_finished(but=campaign_id)
		return CampaignRates(
			own=self._rates.sum_campaign(campaign_id),
			overdue=self._calls.count_overdue(campaign_id, read_now() - PROMISE_SLACK),
			finished=finished,
			campaigns=campaigns,
		)


class UpliftReader:
	def __init__(
		self, campaigns: CampaignRepository, uplift: UpliftRepository, *, zone: str
	) -> None:
		self._campaigns = campaigns
		self._uplift = uplift
		self._zone = zone

	def read(self, campaign_id: int) -> CampaignUplift:
		"""Return what contacting people changed; a campaign that holds out nobody says nothing.

		:raises NotFound: there is no such campaign
		"""
		campaign = self._campaigns.get(campaign_id)
		audience = self._campaigns.find_audiences([campaign_id]).get(campaign_id)
		today = read_today(self._zone)
		is_over = campaign.phase in ENDED_PHASES or campaign.ends_on < today
		until = min(today, campaign.ends_on)
		found = CampaignUplift(
			since=campaign.first_executed_at, until=until, is_over=is_over, usual=USUAL_SHARE
		)
		if audience is None or audience.state != AudienceState.READY.value or not audience.held_out:
			return found
		people = (audience.members - audience.held_out, audience.held_out)
		end = datetime.combine(until + timedelta(days=1), time.min, ZoneInfo(self._zone))
		buyers = (0, 0)
		if found.since is not None:
			buyers = self._uplift.count_buyers(audience.id, found.since, end)
		arms = [Arm(people=one, buyers=some) for one, some in zip(people, buyers, strict=True)]
		return _compare(found, *arms)


def _compare(found: CampaignUplift, contacted: Arm, held_out: Arm) -> CampaignUplift:
	both = {"contacted": contacted, "held_out": held_out}
	visible = find_visible(contacted.people, held_out.people, USUAL_SHARE)
	if found.since is None or not contacted.people:
		return found.model_copy(update={**both, "visible": visible})
	shares = [Share(one.buyers, one.people) for one in (contacted, held_out)]
	low, high = compare(*shares)
	difference = shares[0].value - shares[1].value
	seen = {"difference": difference, "low": low, "high": high, "visible": visible}
	return found.model_copy(update={**both, **seen})


class ContactHourReader:
	def __init__(self, figures: ContactHourRepository) -> None:
		self._figures = figures

	def list_page(self, query: ContactHourQuery) -> Page[ContactHour]:
		"""Return a page of the hours at which people answer."""
		items, cursor = self._figures.list_page(query)
		return Page(items=items, next_cursor=cursor)

	def show_grid(self, query: ContactGridQuery) -> ContactGrid:
		"""Return the hours of every place, those of an age."""
		every = ContactHourQuery(age=query.age, sort="hour")
		return ContactGrid(items=list(self._figures.stream(every)))
