"""What campaigns came to, added up from the counts of their places: those are the fewest."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.audience_figure import PlaceFigureRow
from campaigns.campaigns.models.campaign import CampaignRow
from chasqui.contracts.campaigns.audiences import AudienceState
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.figures import CampaignSum

SUMS = tuple(CampaignSum.model_fields)


class RatesRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def sum_campaign(self, campaign_id: int) -> CampaignSum:
		"""Return what a campaign came to; nothing where its audience is not ready."""
		return self._sum(CampaignRow.id == campaign_id)[0]

	def sum_finished(self, but: int) -> tuple[CampaignSum, int]:
		"""Return what all finished campaigns but one came to, and how many they are."""
		return self._sum(CampaignRow.phase == Phase.FINISHED.value, CampaignRow.id != but)

	def _sum(self, *which: ColumnElement[bool]) -> tuple[CampaignSum, int]:
		sums = (func.coalesce(func.sum(getattr(PlaceFigureRow, one)), 0) for one in SUMS)
		query = (
			select(func.count(CampaignRow.id.distinct()), *sums)
			.join(AudienceRow, AudienceRow.id == PlaceFigureRow.audience_id)
			.join(CampaignRow, CampaignRow.id == AudienceRow.campaign_id)
			.where(AudienceRow.state == AudienceState.READY.value, *which)
		)
		campaigns, *found = self._session.execute(query).one()
		return CampaignSum(**dict(zip(SUMS, found, strict=True))), campaigns
