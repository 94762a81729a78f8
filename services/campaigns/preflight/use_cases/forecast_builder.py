"""Counts what a campaign will do: whom it reaches, at what cost, and whom not and why (R46)."""

from collections.abc import Mapping
from datetime import datetime

from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.desk.domain import list_contact_limits
from campaigns.finance.repositories.cost_rates import CostRateRepository
from campaigns.overlaps.repositories.counted import CountedCampaignReader
from campaigns.preflight.models import PreflightRow
from campaigns.preflight.repositories.forecasts import ForecastRepository
from campaigns.pressure.use_cases.pressure_service import PressureReader
from campaigns.rules.use_cases import CallRulesReader
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.counting import CountState
from chasqui.contracts.campaigns.finance import CostKind
from chasqui.contracts.campaigns.overlaps import CampaignShare, PairQuery
from chasqui.contracts.campaigns.preflight import ChannelForecast, Preflight
from chasqui.contracts.campaigns.pressure import Channel
from chasqui.kernel.clock import read_now, read_today

MOST_SHARED = 8
COSTS: Mapping[Channel, CostKind] = {
	Channel.MAIL: CostKind.MAIL,
	Channel.CALL: CostKind.ATTEMPT,
}
"""What reaching somebody once by a channel costs."""
COUNTED = ("members", "channels", "risky", "shared", "budget")


class ForecastBuilder:
	def __init__(
		self,
		campaigns: CampaignRepository,
		forecasts: ForecastRepository,
		pressure: PressureReader,
		rules: CallRulesReader,
		rates: CostRateRepository,
		pairs: CountedCampaignReader,
		*,
		zone: str,
	) -> None:
		self._campaigns = campaigns
		self._forecasts = forecasts
		self._pressure = pressure
		self._rules = rules
		self._rates = rates
		self._pairs = pairs
		self._zone = zone

	def build(self, row: PreflightRow) -> None:
		"""Count what was asked for, and keep it in its row."""
		audience = self._campaigns.get_audience(row.campaign_id)
		campaign = self._campaigns.get(row.campaign_id)
		self._forecasts.forget(row.campaign_id)
		members, now = self._forecasts.count_members(audience.id), read_now()
		counted = Preflight(
			campaign_id=row.campaign_id,
			state=CountState.READY,
			asked_by=row.asked_by,
			asked_at=row.asked_at,
			members=members,
			channels=[self._count(audience, one, members, now) for one in Channel],
			risky=self._forecasts.count_risky(audience.id),
			shared=self._list_shared(row.campaign_id),
			budget=campaign.budget,
		)
		dumped = counted.model_dump(mode="json")
		row.totals = {name: dumped[name] for name in COUNTED}
		row.built_at, row.counted_at = audience.built_at, now
		row.state = CountState.READY.value

	def _count(
		self, audience: AudienceRow, channel: Channel, members: int, now: datetime
	) -> ChannelForecast:
		campaign_id, today = audience.campaign_id, read_today(self._zone)
		skipped = self._forecasts.keep_skipped(
			campaign_id,
			audience.id,
			channel,
			list(list_contact_limits(self._pressure.find([campaign_id]), channel, today)),
			now=now,
			attempts_in_all=self._rules.find([campaign_id])[campaign_id].attempts_in_all,
		)
		reached = members - sum(skipped.values())
		rate = self._rates.find_amount(COSTS[channel], today)
		cost = None if rate is None else rate * reached
		return ChannelForecast(channel=channel, reached=reached, skipped=skipped, cost=cost)

	def _list_shared(self, campaign_id: int) -> list[CampaignShare]:
		"""Return the campaigns that run and hold the same customers, those with the most first."""
		pairs, _ = self._pairs.list_pairs(PairQuery(campaign=campaign_id, limit=200))
		running = [one for one in pairs if one.second.phase is Phase.IN_EXECUTION]
		return [
			CampaignShare(
				campaign_id=one.second.id, campaign_name=one.second.name, members=one.members
			)
			for one in running[:MOST_SHARED]
		]
