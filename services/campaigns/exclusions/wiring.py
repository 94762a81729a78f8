"""Parts of whom audiences leave out for what happened before."""

from sqlalchemy.orm import Session

from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.exclusions.repositories import ExclusionRepository
from campaigns.exclusions.use_cases import ExclusionService
from campaigns.overlaps.wiring import OverlapParts
from chasqui.kernel.clock import read_today


class ExclusionParts(OverlapParts):
	"""After those whom other campaigns have."""

	def make_exclusion_service(self, session: Session) -> ExclusionService:
		return ExclusionService(
			ExclusionRepository(session),
			CampaignRepository(session),
			self.customers,
			today=read_today(self.config.zone),
		)

	def settle_members(self, session: Session, campaign: CampaignRow, audience: AudienceRow) -> int:
		"""Leave out whom the campaign does not want, besides those whom it leaves to others."""
		left_out = super().settle_members(session, campaign, audience)
		self.make_exclusion_service(session).settle(campaign, audience)
		return left_out
