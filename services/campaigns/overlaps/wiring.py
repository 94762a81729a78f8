"""Parts of what campaigns share."""

from functools import cached_property

from sqlalchemy.orm import Session

from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.desk.wiring import DeskParts
from campaigns.overlaps.engines import OverlapCollector
from campaigns.overlaps.repositories.counted import CountedCampaignReader
from campaigns.overlaps.repositories.pairs import OverlapRepository
from campaigns.overlaps.repositories.repeated import RepeatedReader
from campaigns.overlaps.repositories.rivals import RivalRepository
from campaigns.overlaps.use_cases.overlap_reader import OverlapReader
from campaigns.overlaps.use_cases.overlap_service import OverlapService
from campaigns.overlaps.use_cases.repeated_reader import RepeatedCustomerReader


class OverlapParts(DeskParts):
	"""Customers in more than one campaign."""

	@cached_property
	def overlap_collector(self) -> OverlapCollector:
		return OverlapCollector(self.database)

	def make_overlap_service(self, session: Session) -> OverlapService:
		return OverlapService(OverlapRepository(session), RivalRepository(session), self.customers)

	def make_overlap_reader(self, session: Session) -> OverlapReader:
		return OverlapReader(
			CampaignRepository(session), CountedCampaignReader(session), RivalRepository(session)
		)

	def make_repeated_reader(self, session: Session) -> RepeatedCustomerReader:
		return RepeatedCustomerReader(CountedCampaignReader(session), RepeatedReader(session))

	def follow_building(self) -> None:
		"""Count the pairs of what was built; the sweep does it where this comes to nothing."""
		super().follow_building()
		self.overlap_collector.count_stale()

	def settle_members(self, session: Session, campaign: CampaignRow, audience: AudienceRow) -> int:
		"""Leave out whom the campaign leaves to others, and have the pairs counted."""
		left_out = super().settle_members(session, campaign, audience)
		return left_out + self.make_overlap_service(session).settle(campaign, audience)
