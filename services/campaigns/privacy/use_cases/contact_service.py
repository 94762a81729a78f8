"""Keeps permissions and contact data of members as the siblings' events say (part 4.5).

Every handler bears a repeated event. An event never gives back what a person objected to here.
"""

from campaigns.contacts.repositories.contacts import WITHDRAWN, ContactRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.event_payloads import (
	ConsentChanged,
	ContactChanged,
	HardBounced,
	RecipientUnsubscribed,
)
from chasqui.contracts.events import Event


class ContactService:
	def __init__(
		self, contacts: ContactRepository, tasks: CallTaskRepository, merges: MergeRepository
	) -> None:
		self._contacts = contacts
		self._tasks = tasks
		self._merges = merges

	def change_consent(self, event: Event[ConsentChanged]) -> None:
		"""Follow a consent given or withdrawn at customers."""
		channel, granted = event.payload.channel, event.payload.granted
		customer_id = event.payload.customer_id
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

	def change_contact(self, event: Event[ContactChanged]) -> None:
		"""Follow a new e-mail or phone; whose number was wrong is called on the new one."""
		payload = event.payload
		person = self._merges.list_person(payload.customer_id)
		self._contacts.set_contact(person, payload.email, payload.phone)
		if payload.phone is not None and payload.phone != payload.previous_phone:
			self._tasks.call_again(person)

	def note_unsubscription(self, event: Event[RecipientUnsubscribed]) -> None:
		"""Follow an unsubscription at the mailer."""
		customer_id = event.payload.customer_id
		if customer_id is not None:
			self._contacts.record_objection(customer_id, ConsentChannel.EMAIL, "baja")
			self._stop_mail(customer_id)

	def note_bounce(self, event: Event[HardBounced]) -> None:
		"""Follow a hard bounce at the mailer."""
		if event.payload.customer_id is not None:
			self._stop_mail(event.payload.customer_id)

	def _stop_mail(self, customer_id: int) -> None:
		person = self._merges.list_person(customer_id)
		self._contacts.set_permission(person, ConsentChannel.EMAIL, granted=False)
