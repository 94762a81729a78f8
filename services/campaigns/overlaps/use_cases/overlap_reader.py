"""Answers what campaigns share: pair by pair, as a matrix, and whom an audience left out (K20)."""

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.overlaps.repositories.counted import CountedCampaignReader
from campaigns.overlaps.repositories.rivals import RivalRepository
from campaigns.overlaps.use_cases.overlap_service import describe_shares
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.overlaps import (
	MOST_IN_MATRIX,
	CampaignPair,
	CountedCampaign,
	LeftOut,
	OverlapFilters,
	OverlapMatrix,
	PairQuery,
)
from chasqui.contracts.wire import Page


class OverlapReader:
	def __init__(
		self, campaigns: CampaignRepository, counted: CountedCampaignReader, rivals: RivalRepository
	) -> None:
		self._campaigns = campaigns
		self._counted = counted
		self._rivals = rivals

	def list_pairs(self, query: PairQuery) -> Page[CampaignPair]:
		"""Return a page of pairs, those with the most customers first."""
		pairs, cursor = self._counted.list_pairs(query)
		return Page(items=pairs, next_cursor=cursor)

	def read_matrix(self, asked: OverlapFilters) -> OverlapMatrix:
		"""Return the campaigns that begin last with every pair of them."""
		rows = self._counted.list_campaigns(asked, MOST_IN_MATRIX)
		return OverlapMatrix(
			campaigns=[
				CountedCampaign(
					id=row.id, name=row.name, phase=Phase(row.phase), members=row.members
				)
				for row in rows
			],
			pairs=self._counted.list_pairs_of([row.audience_id for row in rows]),
			found=rows[0].found if rows else 0,
		)

	def read_left_out(self, campaign_id: int) -> LeftOut:
		"""Return whom the building of a campaign's audience left out.

		:raises NotFound: no campaign, or no audience yet
		"""
		audience = self._campaigns.get_audience(campaign_id)
		found = self._rivals.list_left_out(audience.id)
		return LeftOut(
			total=audience.left_out,
			campaigns=describe_shares(found),
		)
