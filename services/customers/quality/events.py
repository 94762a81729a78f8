"""What the siblings publish of wrong data."""

from typing import Any

from chasqui.contracts.event_payloads import WrongNumber
from chasqui.kernel.feed.subscriptions import Subscription
from customers.quality.wiring import QualityParts


def build_subscriptions(wiring: QualityParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	return [
		Subscription(
			WrongNumber,
			lambda session, it: wiring.make_quality_service(session).note_wrong_number(it),
		),
	]
