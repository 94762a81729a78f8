"""What campaigns publishes of how often people may be reached, and were."""

from typing import Any

from chasqui.contracts.event_payloads import ContactMade, ContactTakenBack, PressureChanged
from chasqui.kernel.feed.subscriptions import Subscription
from mailer.pressure.wiring import PressureParts


def build_subscriptions(wiring: PressureParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	handler = wiring.pressure_handler
	return [
		Subscription(PressureChanged, handler.follow_limits),
		Subscription(ContactMade, handler.note_contact),
		Subscription(ContactTakenBack, handler.take_contact_back),
	]
