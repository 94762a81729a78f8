"""What the siblings publish of a person: wills, contacts, merges, an erasure, mails asked for."""

from typing import Any

from chasqui.contracts.event_payloads import (
	ConsentChanged,
	ContactChanged,
	ContactObjected,
	CustomersMerged,
	CustomersUnmerged,
	ErasureRequested,
	MailStopLifted,
	MailStopped,
	ServiceMailRequested,
)
from chasqui.kernel.feed.subscriptions import Subscription
from mailer.people.use_cases.person_event_handler import PersonEventHandler
from mailer.people.wiring import PeopleParts


def build_subscriptions(wiring: PeopleParts) -> list[Subscription[Any]]:
	"""Return what is done for which event."""
	handler = PersonEventHandler(wiring.address_digests)
	return [
		Subscription(ConsentChanged, handler.follow_consent),
		Subscription(ContactChanged, handler.follow_contact),
		Subscription(CustomersMerged, handler.follow_merge),
		Subscription(CustomersUnmerged, handler.follow_parting),
		Subscription(ErasureRequested, handler.erase),
		Subscription(ContactObjected, handler.follow_objection),
		Subscription(MailStopped, handler.stop_mail),
		Subscription(MailStopLifted, handler.lift_stop),
		Subscription(ServiceMailRequested, wiring.asked_mail_handler.open),
	]
