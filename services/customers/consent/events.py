"""What the siblings publish of being contacted: a withdrawal, an address that is none."""

from typing import Any

from chasqui.contracts.event_payloads import ContactObjected, HardBounced, RecipientUnsubscribed
from chasqui.kernel.feed.subscriptions import Subscription
from customers.consent.wiring import ConsentParts


def build_subscriptions(wiring: ConsentParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	return [
		Subscription(
			RecipientUnsubscribed,
			lambda session, it: wiring.make_consent_service(session).note_unsubscription(it),
		),
		Subscription(
			ContactObjected,
			lambda session, it: wiring.make_consent_service(session).note_objection(it),
		),
		Subscription(
			HardBounced, lambda session, it: wiring.make_consent_service(session).note_bounce(it)
		),
	]
