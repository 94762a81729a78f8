"""What the siblings tell of a person: consents, contacts, merges, an erasure."""

from typing import Any

from chasqui.contracts.event_payloads import (
	ConsentChanged,
	ContactChanged,
	ContactObjected,
	CustomersMerged,
	CustomersUnmerged,
	ErasureRequested,
)
from chasqui.kernel.feed.subscriptions import Subscription
from mailer.people.use_cases.event_follower import EventFollower
from mailer.people.wiring import PeopleParts


def build_subscriptions(wiring: PeopleParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	follower = EventFollower(wiring.address_digests)
	return [
		Subscription(ConsentChanged, follower.follow_consent),
		Subscription(ContactChanged, follower.follow_contact),
		Subscription(CustomersMerged, follower.follow_merge),
		Subscription(CustomersUnmerged, follower.follow_parting),
		Subscription(ErasureRequested, follower.erase),
		Subscription(ContactObjected, follower.follow_objection),
	]
