"""Follows what campaigns publish of the saved segments that they are for."""

from chasqui.contracts.event_payloads import SegmentsUsed
from chasqui.contracts.events import Event
from customers.segments.repositories.segment_uses import SegmentUseRepository


class SegmentUseHandler:
	def __init__(self, uses: SegmentUseRepository) -> None:
		self._uses = uses

	def note(self, event: Event[SegmentsUsed]) -> None:
		"""Keep what a campaign uses now; again is the same."""
		used = event.payload
		self._uses.replace(used.campaign_id, used.campaign_name, used.segment_ids)
