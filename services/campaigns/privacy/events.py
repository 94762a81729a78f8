"""What the siblings publish of a person: consents, contacts, merges, an erasure."""

from typing import Any

from campaigns.privacy.wiring import PrivacyParts
from chasqui.contracts.event_payloads import (
	ConsentChanged,
	ContactChanged,
	CustomersMerged,
	CustomersUnmerged,
	ErasureRequested,
	HardBounced,
	RecipientUnsubscribed,
)
from chasqui.kernel.feed.subscriptions import Subscription


def build_subscriptions(wiring: PrivacyParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	service, merger = wiring.make_contact_service, wiring.make_person_merger
	return [
		Subscription(ConsentChanged, lambda session, it: service(session).change_consent(it)),
		Subscription(ContactChanged, lambda session, it: service(session).change_contact(it)),
		Subscription(CustomersMerged, lambda session, it: merger(session).join(it)),
		Subscription(CustomersUnmerged, lambda session, it: merger(session).part(it)),
		Subscription(ErasureRequested, lambda session, it: wiring.make_eraser(session).erase(it)),
		Subscription(
			RecipientUnsubscribed, lambda session, it: service(session).note_unsubscription(it)
		),
		Subscription(HardBounced, lambda session, it: service(session).note_bounce(it)),
	]
