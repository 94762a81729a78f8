"""Keeps permissions and contact data of members as the siblings' events tell (part 4.5).

Every handler bears a repeated event. An event never gives back what a person objected to here.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from campaigns.repositories.call_tasks import CallTaskRepository
from campaigns.repositories.contacts import WITHDRAWN, ContactRepository
from campaigns.repositories.merges import MergeRepository
from campaigns.use_cases.eraser import Eraser
from campaigns.use_cases.person_joiner import PersonJoiner
from chasqui.contracts.customers import ConsentChannel
from chasqui.contracts.events import Event, EventName


class ContactKeeper:
	def __init__(
		self, contacts: ContactRepository, tasks: CallTaskRepository, merges: MergeRepository
	) -> None:
		self._contacts = contacts
		self._tasks = tasks
		self._merges = merges

	def change_consent(self, event: Event) -> None:
		"""Follow a consent given or withdrawn at customers."""
		channel = ConsentChannel(event.payload["channel"])
		granted = event.payload["granted"]
		customer_id = event.payload["customer_id"]
		person = self._merges.list_person(customer_id)
		if granted:
			self._contacts.lift_objection(person, channel, WITHDRAWN)
			if self._contacts.has_objection(person, channel):
				return
		else:
			# It must hold for an audience too that is being built from an older snapshot.
			self._contacts.record_objection(customer_id, channel, WITHDRAWN)
		self._contacts.set_permission(person, channel, granted=granted)
		if channel is ConsentChannel.PHONE and not granted:
			self._tasks.withdraw(person)

	def change_contact(self, event: Event) -> None:
		"""Follow a new e-mail or phone."""
		person = self._merges.list_person(event.payload["customer_id"])
		self._contacts.set_contact(person, event.payload["email"], event.payload["phone"])

	def stop_mail(self, event: Event) -> None:
		"""Follow an unsubscription or a hard bounce at the mailer."""
		customer_id = event.payload.get("customer_id")
		if customer_id is None:
			return
		if event.name is EventName.RECIPIENT_UNSUBSCRIBED:
			self._contacts.record_objection(customer_id, ConsentChannel.EMAIL, "baja")
		person = self._merges.list_person(customer_id)
		self._contacts.set_permission(person, ConsentChannel.EMAIL, granted=False)


def build_handlers(
	make_keeper: Callable[[Session], ContactKeeper],
	make_joiner: Callable[[Session], PersonJoiner],
	make_eraser: Callable[[Session], Eraser],
) -> dict[EventName, Callable[[Session, Event], None]]:
	"""Return the consumer's handlers by event name."""
	return {
		EventName.CONSENT_CHANGED: lambda session, event: make_keeper(session).change_consent(
			event
		),
		EventName.CONTACT_CHANGED: lambda session, event: make_keeper(session).change_contact(
			event
		),
		EventName.CUSTOMERS_MERGED: lambda session, event: make_joiner(session).join(event),
		EventName.CUSTOMERS_UNMERGED: lambda session, event: make_joiner(session).part(event),
		EventName.ERASURE_REQUESTED: lambda session, event: make_eraser(session).erase(event),
		EventName.RECIPIENT_UNSUBSCRIBED: lambda session, event: make_keeper(session).stop_mail(
			event
		),
		EventName.HARD_BOUNCED: lambda session, event: make_keeper(session).stop_mail(event),
	}
