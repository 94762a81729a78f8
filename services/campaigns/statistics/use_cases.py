"""What one campaign came to, beside those that are finished (K19)."""

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.desk.domain import PROMISE_SLACK
from campaigns.desk.repositories.call_figures import CallFigureRepository
from campaigns.statistics.repositories.rates import RatesRepository
from chasqui.contracts.campaigns.figures import CampaignRates
from chasqui.kernel.clock import read_now


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
