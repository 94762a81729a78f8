"""Leaves out of fresh audiences whom their campaigns do not want for what happened before."""

from datetime import date

from campaigns.audiences.clients import CustomersClient
from campaigns.campaigns.domain.criteria import bound_ages
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.exclusions.repositories import ExclusionRepository
from chasqui.contracts.campaigns.exclusions import (
	CandidateExclusions,
	ExclusionRequest,
	Exclusions,
)
from chasqui.contracts.campaigns.overlaps import MOST_COUNTED
from chasqui.contracts.campaigns.pressure import find_first_day


class ExclusionService:
	def __init__(
		self,
		exclusions: ExclusionRepository,
		campaigns: CampaignRepository,
		customers: CustomersClient,
		*,
		today: date,
	) -> None:
		self._exclusions = exclusions
		self._campaigns = campaigns
		self._customers = customers
		self._today = today

	def settle(self, campaign: CampaignRow, audience: AudienceRow) -> None:
		"""Take out of fresh members whom the campaign does not want, and keep how many."""
		since = self._find_first_day(campaign.contacted_days)
		audience.excluded = self._exclusions.exclude(
			audience.id, since, high_risk=campaign.exclude_high_risk
		)

	def read(self, campaign_id: int) -> Exclusions:
		"""Return whom the building of a campaign's audience left out.

		:raises NotFound: no campaign, or no audience yet
		"""
		audience = self._campaigns.get_audience(campaign_id)
		counts = self._exclusions.list_counts(audience.id)
		return Exclusions(total=audience.excluded, counts=counts)

	def count_candidates(self, asked: ExclusionRequest) -> CandidateExclusions:
		"""Return whom of the candidates there is a reason to leave out, if they are not too many.

		:raises Invalid: the criteria are not those of a campaign
		"""
		criteria = bound_ages(asked.criteria)
		total = self._customers.count_segment(criteria).total
		if total > MOST_COUNTED:
			return CandidateExclusions(total=total, is_counted=False)
		customers = self._customers.list_numbers(criteria)
		since = self._find_first_day(asked.contacted_days)
		found, counts = self._exclusions.count_candidates(customers, since)
		return CandidateExclusions(total=total, any_reason=found, counts=counts)

	def _find_first_day(self, days: int | None) -> date | None:
		return None if days is None else find_first_day(self._today, days)
