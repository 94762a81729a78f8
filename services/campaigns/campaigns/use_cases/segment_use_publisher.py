"""Publishes which saved segments a campaign is for: they are kept while it is not over."""

from sqlalchemy.orm import Session

from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.tables import EventRow
from chasqui.contracts.campaigns.campaigns import ENDED_PHASES, Phase
from chasqui.contracts.event_payloads import SegmentsUsed
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher


class SegmentUsePublisher:
	def __init__(self, session: Session, publisher: Publisher) -> None:
		self._session = session
		self._publisher = publisher

	def publish(self, row: CampaignRow, before: list[int]) -> None:
		"""Publish what it uses now, if that is not what it used `before`."""
		now = list_segments(row)
		if now == before:
			return
		payload = SegmentsUsed(campaign_id=row.id, campaign_name=row.name, segment_ids=now)
		publish_event(self._session, EventRow, payload, self._publisher)


def list_segments(row: CampaignRow) -> list[int]:
	"""Return the saved segments that a campaign uses; one that has ended uses none."""
	if Phase(row.phase) in ENDED_PHASES:
		return []
	found = {row.segment_id, row.criteria.get("picked")}
	return sorted(one for one in found if one is not None)
