"""Follows what customers and campaigns publish. Every handler bears a repeated event."""

from sqlalchemy.orm import Session

from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.event_payloads import (
	ConsentChanged,
	ContactChanged,
	ContactObjected,
	CustomersMerged,
	CustomersUnmerged,
	ErasureRequested,
	MailStopLifted,
	MailStopped,
)
from chasqui.contracts.events import Event
from chasqui.contracts.mailer.addresses import normalise_address
from mailer.designs.domain.address_digests import AddressHasher
from mailer.people.repositories.merges import MergeRepository
from mailer.people.use_cases.erasing import begin_erasure
from mailer.pressure.repositories import ContactDayRepository
from mailer.runs.repositories.mail_stops import MailStopRepository
from mailer.runs.repositories.waiting import WaitingDeliveryRepository
from mailer.suppression.domain.sources import SuppressionSource
from mailer.suppression.repositories import SuppressionRepository


class PersonEventHandler:
	"""One method per event."""

	def __init__(self, digests: AddressHasher) -> None:
		self._digests = digests

	def follow_consent(self, session: Session, event: Event[ConsentChanged]) -> None:
		"""A consent withdrawn suppresses; given again it lifts only that."""
		payload = event.payload
		if payload.channel is not ConsentChannel.EMAIL or not payload.email:
			return
		suppressions, digest = SuppressionRepository(session), self._digests.make(payload.email)
		if payload.granted:
			suppressions.lift_consent(digest)
		else:
			suppressions.add(digest, SuppressionSource.CONSENT, payload.customer_id)

	def follow_contact(self, session: Session, event: Event[ContactChanged]) -> None:
		"""What waits goes to the new address; a will to get no mail goes along."""
		email = _read_address(event.payload.email)
		previous = _read_address(event.payload.previous_email)
		if email == previous:
			return
		if email and previous:
			digests = map(self._digests.make, (previous, email))
			SuppressionRepository(session).carry_over(*digests)
		person = MergeRepository(session).list_person(event.payload.customer_id)
		if len(person) == 1:
			self._open_waiting(session).restore_merged(person, email)
		self._open_waiting(session).change_address(person, email)

	def follow_merge(self, session: Session, event: Event[CustomersMerged]) -> None:
		"""The person gets each mail once, at the kept record's address, or none if so wanted."""
		payload, merges = event.payload, MergeRepository(session)
		waiting = self._open_waiting(session)
		merges.remember(payload.kept_id, payload.merged_id)
		person = merges.list_person(payload.kept_id)
		MailStopRepository(session).share(person)
		ContactDayRepository(session).share(person)
		if payload.email is None:
			waiting.skip_merged(person)
		for one in merges.list_person(payload.merged_id):
			if one != payload.kept_id:
				merges.skip_doubles(person, one, may_email=payload.may_email)
				waiting.change_address(person, _read_address(payload.email), among=[one])

	def follow_parting(self, session: Session, event: Event[CustomersUnmerged]) -> None:
		"""They are two persons after all: what was skipped for that reason waits again."""
		merges, payload = MergeRepository(session), event.payload
		merges.delete(payload.merged_id)
		for person in map(merges.list_person, (payload.kept_id, payload.merged_id)):
			self._open_waiting(session).restore_merged(person)
			for one in person[1:]:  # they are still one person with the first
				merges.skip_doubles(person, one, may_email=True)

	def stop_mail(self, session: Session, event: Event[MailStopped]) -> None:
		"""Mail somebody no more for a campaign, after what a call has settled."""
		person = MergeRepository(session).list_person(event.payload.customer_id)
		MailStopRepository(session).keep(event.payload, person)

	def lift_stop(self, session: Session, event: Event[MailStopLifted]) -> None:
		"""Mail somebody again for a campaign: what a call had settled was corrected."""
		person = MergeRepository(session).list_person(event.payload.customer_id)
		MailStopRepository(session).lift(event.payload.campaign_id, person)

	def erase(self, session: Session, event: Event[ErasureRequested]) -> None:
		"""Erase who the deliveries of a person went to."""
		begin_erasure(session, event.payload)

	def follow_objection(self, session: Session, event: Event[ContactObjected]) -> None:
		"""A person who objected to e-mail gets none."""
		payload = event.payload
		if payload.channel is ConsentChannel.EMAIL and payload.email:
			digest = self._digests.make(payload.email)
			suppressions = SuppressionRepository(session)
			suppressions.add(digest, SuppressionSource.OBJECTION, payload.customer_id)

	def _open_waiting(self, session: Session) -> WaitingDeliveryRepository:
		return WaitingDeliveryRepository(session, self._digests)


def _read_address(email: str | None) -> str | None:
	return normalise_address(email) if email else None
