"""Publishes what has changed about reaching a customer."""

from sqlalchemy.orm import Session

from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.customers.known_person import KnownPerson
from chasqui.contracts.event_payloads import (
	ConsentChanged,
	ContactChanged,
	CustomersMerged,
	CustomersUnmerged,
	ErasureRequested,
	EventPayload,
)
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher
from customers.people.models.customer import CustomerRow
from customers.tables import EventRow


class ContactPublisher:
	"""Writes events in the session's transaction and nudges the readers once it is durable."""

	def __init__(self, session: Session, publisher: Publisher) -> None:
		self._session = session
		self._publisher = publisher

	def publish_consent(self, row: CustomerRow, channel: ConsentChannel, *, granted: bool) -> None:
		"""Publish whether the customer may be reached by a channel."""
		payload = ConsentChanged(
			customer_id=row.id, channel=channel, granted=granted, email=row.email, phone=row.phone
		)
		self._publish(payload)

	def publish_contact(
		self, row: CustomerRow, previous_email: str | None, previous_phone: str | None
	) -> None:
		"""Publish a new e-mail or phone."""
		payload = ContactChanged(
			customer_id=row.id,
			email=row.email,
			phone=row.phone,
			previous_email=previous_email,
			previous_phone=previous_phone,
		)
		self._publish(payload)

	def publish_erasure(self, customer_id: int, erasure_id: int, person: KnownPerson) -> None:
		"""Notify the holders that a person is to be erased."""
		self._publish(
			ErasureRequested(customer_id=customer_id, erasure_id=erasure_id, person=person)
		)

	def publish_merge(self, kept: CustomerRow, merged_id: int) -> None:
		"""Publish that one record stands for another, and how the person is reached by it."""
		payload = CustomersMerged(
			kept_id=kept.id,
			merged_id=merged_id,
			email=kept.email,
			phone=kept.phone,
			may_email=kept.may_email,
			may_phone=kept.may_phone,
		)
		self._publish(payload)

	def publish_parting(self, kept: CustomerRow, merged: CustomerRow) -> None:
		"""Publish that a record stands for another no more, and how each is reached by itself."""
		reached = {
			one.id: [channel for channel in ConsentChannel if getattr(one, f"may_{channel.value}")]
			for one in (kept, merged)
		}
		self._publish(CustomersUnmerged(kept_id=kept.id, merged_id=merged.id, reached_by=reached))

	def _publish(self, payload: EventPayload) -> None:
		publish_event(self._session, EventRow, payload, self._publisher)
