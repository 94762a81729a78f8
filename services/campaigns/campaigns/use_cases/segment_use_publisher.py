"""Publishes which saved segments a campaign is for: they are kept while it is not over."""

from typing import NamedTuple

from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.campaigns.use_cases.event_publisher import EventPublisher
from chasqui.contracts.campaigns.campaigns import ENDED_PHASES, Phase
from chasqui.contracts.event_payloads import SegmentsUsed


class SegmentUses(NamedTuple):
	"""The segments that a campaign uses, and its name, which is shown beside them."""

	name: str = ""
	ids: tuple[int, ...] = ()


NOTHING = SegmentUses()


class SegmentUsePublisher:
	def __init__(self, events: EventPublisher) -> None:
		self._events = events

	def publish(self, row: CampaignRow, before: SegmentUses = NOTHING) -> None:
		"""Publish what it uses now, if that is not what it used `before`."""
		now = read_uses(row)
		if now == before:
			return
		payload = SegmentsUsed(
			campaign_id=row.id, campaign_name=row.name, segment_ids=list(now.ids)
		)
		self._events.publish(payload)


def read_uses(row: CampaignRow) -> SegmentUses:
	"""Return what a campaign uses; one that has ended uses nothing."""
	named = (row.segment_id, row.criteria.get("picked"))
	found = {int(one) for one in named if one is not None}
	if not found or Phase(row.phase) in ENDED_PHASES:
		return NOTHING
	return SegmentUses(row.name, tuple(sorted(found)))
