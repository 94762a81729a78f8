"""Keeps consents: given and withdrawn by people here, withdrawn by what the siblings publish.

An event never gives a consent back. Repeating one changes nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from chasqui.contracts.customers.consents import ConsentChannel, ConsentEvidence
from chasqui.contracts.event_payloads import (
	ContactObjected,
	HardBounced,
	RecipientUnsubscribed,
)
from chasqui.contracts.events import Event
from chasqui.kernel.clock import read_now
from customers.consent.repositories import ConsentRepository
from customers.people.models.customer import CustomerRow
from customers.people.repositories.customers import CustomerRepository
from customers.people.use_cases.contact_publisher import ContactPublisher


class ConsentService:
	def __init__(
		self, customers: CustomerRepository, ledger: ConsentRepository, events: ContactPublisher
	) -> None:
		self._customers = customers
		self._ledger = ledger
		self._events = events

	def set_consent(
		self, row: CustomerRow, channel: ConsentChannel, *, granted: bool, source: str
	) -> bool:
		"""Give or withdraw a consent; return False where it is so already."""
		return bool(self.change(row, {channel: granted}, None, source))

	def change(
		self,
		row: CustomerRow,
		answers: Mapping[ConsentChannel, bool],
		evidence: ConsentEvidence | None,
		source: str,
	) -> list[ConsentChannel]:
		"""Give and withdraw consents as a person answered; return the channels that change.

		Evidence of one that stood already is written down as well.
		"""
		granted = [channel for channel, answer in answers.items() if answer]
		evidence_id = self._ledger.add_evidence(evidence, source) if evidence and granted else None
		changed = []
		for channel, answer in answers.items():
			is_new = getattr(row, f"consent_{channel.value}") != answer
			if is_new:
				setattr(row, f"consent_{channel.value}", answer)
				setattr(row, f"{channel.value}_withdrawn_at", None if answer else read_now())
				self._events.publish_consent(row, channel, granted=answer)
			if is_new or (answer and evidence_id is not None):
				proof = evidence_id if answer else None
				self._ledger.append(
					row.id, channel, granted=answer, source=source, evidence_id=proof
				)
				changed.append(channel)
		return changed

	def note_first(self, row: CustomerRow, evidence: ConsentEvidence | None, source: str) -> None:
		"""Write down the permissions that a new customer comes with, and their evidence if any."""
		granted = [one for one in ConsentChannel if getattr(row, f"consent_{one.value}")]
		evidence_id = self._ledger.add_evidence(evidence, source) if evidence and granted else None
		for channel in granted:
			self._ledger.append(
				row.id, channel, granted=True, source=source, evidence_id=evidence_id
			)

	def put_back(
		self,
		row: CustomerRow,
		channel: ConsentChannel,
		granted: bool,
		withdrawn_at: datetime | None,
		*,
		source: str,
	) -> None:
		"""Make an answer what another record says, or what this one said before a merge.

		Who merges notifies the others, once they know of the merge.
		"""
		was = getattr(row, f"consent_{channel.value}")
		setattr(row, f"consent_{channel.value}", granted)
		setattr(row, f"{channel.value}_withdrawn_at", withdrawn_at)
		if granted != was:
			self._ledger.append(row.id, channel, granted=granted, source=source)

	def note_unsubscription(self, event: Event[RecipientUnsubscribed]) -> None:
		"""Withdraw the consent of everybody with that address."""
		payload = event.payload
		for row in self._find(payload.customer_id, ConsentChannel.EMAIL, payload.email):
			self._withdraw(row, ConsentChannel.EMAIL, "unsubscribe")

	def note_objection(self, event: Event[ContactObjected]) -> None:
		"""Withdraw the consent of the channel from everybody with that phone or address."""
		payload = event.payload
		contact = payload.email if payload.channel is ConsentChannel.EMAIL else payload.phone
		for row in self._find(payload.customer_id, payload.channel, contact):
			self._withdraw(row, payload.channel, "objection")

	def note_bounce(self, event: Event[HardBounced]) -> None:
		"""Mark an address that does not exist; a new address clears the mark."""
		email = (event.payload.email or "").lower()
		if not email:
			return  # the person was erased since
		for row in self._customers.list_with_email(email):
			if row.email == email and row.email_bounced_at is None:
				row.email_bounced_at = event.happened_at
				self._events.publish_consent(row, ConsentChannel.EMAIL, granted=False)

	def _withdraw(self, row: CustomerRow, channel: ConsentChannel, source: str) -> None:
		"""Withdraw a consent; who says no without having said yes is not given one by a file."""
		name = f"{channel.value}_withdrawn_at"
		if not self.set_consent(row, channel, granted=False, source=source):
			setattr(row, name, getattr(row, name) or read_now())

	def _find(
		self, customer_id: int | None, channel: ConsentChannel, contact: str | None
	) -> Iterable[CustomerRow]:
		found: dict[int, CustomerRow] = {}
		if contact:
			rows = (
				self._customers.list_with_email(contact.lower())
				if channel is ConsentChannel.EMAIL
				else self._customers.list_with_phone(contact)
			)
			found = {row.id: row for row in rows}
		if customer_id is not None and (row := self._customers.find(customer_id)):
			found[row.id] = row
		# What is published of a record that was merged holds for the one that stands for it.
		standing = (self._customers.find_standing(row) for row in found.values())
		found |= {row.id: row for row in [*standing]}
		return found.values()
