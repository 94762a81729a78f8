"""Leaves out whom other campaigns have, as the campaign says, and counts what audiences share."""

from collections.abc import Sequence

from campaigns.audiences.clients import CustomersClient
from campaigns.campaigns.domain.criteria import bound_ages
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.overlaps.repositories.pairs import OverlapRepository
from campaigns.overlaps.repositories.rivals import RivalRepository, Share
from chasqui.contracts.campaigns.campaigns import RepeatedRule
from chasqui.contracts.campaigns.overlaps import (
	MOST_COUNTED,
	CampaignShare,
	CandidateOverlap,
	CandidateRequest,
)


class OverlapService:
	def __init__(
		self, overlaps: OverlapRepository, rivals: RivalRepository, customers: CustomersClient
	) -> None:
		self._overlaps = overlaps
		self._rivals = rivals
		self._customers = customers

	def settle(self, campaign: CampaignRow, audience: AudienceRow) -> int:
		"""Apply the campaign's rule to fresh members and count; return how many it left out."""
		rule = RepeatedRule(campaign.repeated)
		self._overlaps.begin()  # before: whoever is built at once sees the other, or is seen by it
		others = self._rivals.list_audiences(rule, campaign.id, campaign)
		left_out = self._rivals.leave_out(audience.id, others)
		self._overlaps.mark(audience.id)
		return left_out

	def count_candidates(self, asked: CandidateRequest) -> CandidateOverlap:
		"""Return whom of the candidates other campaigns hold, exactly, if they are not too many.

		:raises Invalid: the criteria are not those of a campaign
		"""
		criteria = bound_ages(asked.criteria)
		total = self._customers.count_segment(criteria).total
		if total > MOST_COUNTED:
			return CandidateOverlap(total=total, is_counted=False)
		customers = self._customers.list_numbers(criteria)
		audiences = {
			rule: self._rivals.list_audiences(rule, asked.campaign_id, asked)
			for rule in RepeatedRule
		}
		counted = self._rivals.count_candidates(customers, audiences)
		in_any = counted.pop(None, {})
		found = {one: counts[RepeatedRule.EXCLUDE] for one, counts in counted.items() if one}
		named = self._rivals.name_campaigns(found)
		shares = [(number, name, found[audience_id]) for number, name, audience_id in named]
		return CandidateOverlap(
			total=total,
			repeated=in_any.get(RepeatedRule.EXCLUDE, 0),
			left_out=in_any,
			campaigns=describe_shares(sorted(shares, key=lambda one: (-one[2], one[0]))),
		)


def describe_shares(rows: Sequence[Share | tuple[int, str, int]]) -> list[CampaignShare]:
	"""Return (campaign_id, name, members) as the contract has them."""
	return [
		CampaignShare(campaign_id=number, campaign_name=name, members=members)
		for number, name, members in rows
	]
