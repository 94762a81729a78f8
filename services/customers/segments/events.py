"""What campaigns publish of saved segments."""

from typing import Any

from chasqui.contracts.event_payloads import SegmentsUsed
from chasqui.kernel.feed.subscriptions import Subscription
from customers.segments.wiring import SegmentParts


def build_subscriptions(wiring: SegmentParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	handler = wiring.make_segment_use_handler
	return [Subscription(SegmentsUsed, lambda session, it: handler(session).note(it))]
