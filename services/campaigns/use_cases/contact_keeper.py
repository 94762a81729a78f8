"""Keeps permissions and contact data of members as the siblings' events tell (part 4.5).

Every handler bears a repeated event. An event never gives back what a person objected to here.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from campaigns.repositories.call_tasks import CallTaskRepository
from campaigns.repositories.contacts import ContactRepository
from campaigns.use_cases.eraser import Eraser
from chasqui.contracts.customers import ConsentChannel
from chasqui.contracts.events import Event, EventName


class ContactKeeper:
	def __init__(self, contacts: ContactRepository, tasks: CallTaskRepository) -> None:
		self._contacts = contacts
		self._tasks = tasks

	def change_consent(self, event: Event) -> None:
		"""Follow a consent given or withdrawn at customers."""
		channel = ConsentChannel(event.payload["channel"])
		customer_id, granted = event.payload["customer_id"], event.payload["granted"]
		if granted and self._contacts.has_objection(customer_id, channel):
			return
		self._contacts.set_permission(customer_id, channel, granted=granted)
		if channel is ConsentChannel.PHONE and not granted:
			self._tasks.withdraw_customer(customer_id)

	def change_contact(self, event: Event) -> None:
		"""Follow a new e-mail or phone."""
		payload = event.payload
		self._contacts.set_contact(payload["customer_id"], payload["email"], payload["phone"])

	def merge_customers(self, event: Event) -> None:
		"""Contact the merged record no more: the kept one stands for the person."""
		self._silence(event.payload["merged_id"])

	def stop_mail(self, event: Event) -> None:
		"""Follow an unsubscription or a hard bounce at the mailer."""
		customer_id = event.payload.get("customer_id")
		if customer_id is None:
			return
		if event.name is EventName.RECIPIENT_UNSUBSCRIBED:
			self._contacts.record_objection(customer_id, ConsentChannel.EMAIL, "baja")
		self._contacts.set_permission(customer_id, ConsentChannel.EMAIL, granted=False)

	def _silence(self, customer_id: int) -> None:
		for channel in ConsentChannel:
			self._contacts.set_permission(customer_id, channel, granted=False)
		self._tasks.withdraw_customer(customer_id)


def build_handlers(
	make_keeper: Callable[[Session], ContactKeeper], make_eraser: Callable[[Session], Eraser]
) -> dict[EventName, Callable[[Session, Event], None]]:
	"""Return the consumer's handlers by event name."""
	return {
		EventName.CONSENT_CHANGED: lambda session, event: make_keeper(session).change_consent(
			event
		),
		EventName.CONTACT_CHANGED: lambda session, event: make_keeper(session).change_contact(
			event
		),
		EventName.CUSTOMERS_MERGED: lambda session, event: make_keeper(session).merge_customers(
			event
		),
		EventName.ERASURE_REQUESTED: lambda session, event: make_eraser(session).erase(event),
		EventName.RECIPIENT_UNSUBSCRIBED: lambda session, event: make_keeper(session).stop_mail(
			event
		),
		EventName.HARD_BOUNCED: lambda session, event: make_keeper(session).stop_mail(event),
	}
