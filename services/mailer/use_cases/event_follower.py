"""Follows what customers and campaigns tell. Every handler bears a repeated event."""

from typing import Any

from sqlalchemy.orm import Session

from chasqui.contracts.campaigns import Phase
from chasqui.contracts.customers import ConsentChannel
from chasqui.contracts.event_payloads import (
	ConsentChanged,
	ContactChanged,
	ContactObjected,
	CustomersMerged,
	CustomersUnmerged,
	ErasureRequested,
	PhaseChanged,
)
from chasqui.contracts.events import Event
from chasqui.contracts.mailer import RunState
from chasqui.contracts.queues import MAILER_FILL_RUN, MAILER_QUEUE, MAILER_SEND_RUN
from chasqui.feed.subscriptions import Subscription
from chasqui.kernel.messages import Publisher
from mailer.domain.addresses import hash_address, normalise_address
from mailer.domain.reasons import PausedBy, SkipReason, SuppressionSource
from mailer.repositories.deliveries import DeliveryRepository
from mailer.repositories.merges import MergeRepository
from mailer.repositories.runs import RunRepository
from mailer.repositories.suppressions import SuppressionRepository
from mailer.use_cases.eraser import Eraser

CLOSED_PHASES = frozenset({Phase.FINISHED, Phase.CANCELLED})


class EventFollower:
	"""One method per event."""

	def __init__(self, publisher: Publisher, eraser: Eraser) -> None:
		self._publisher = publisher
		self._eraser = eraser

	def list_subscriptions(self) -> list[Subscription[Any]]:
		"""Return what is done for each event; others pass by."""
		return [
			Subscription(ConsentChanged, self.follow_consent),
			Subscription(ContactChanged, self.follow_contact),
			Subscription(CustomersMerged, self.follow_merge),
			Subscription(CustomersUnmerged, self.follow_parting),
			Subscription(ErasureRequested, self.erase),
			Subscription(ContactObjected, self.follow_objection),
			Subscription(PhaseChanged, self.follow_phase),
		]

	def follow_consent(self, session: Session, event: Event[ConsentChanged]) -> None:
		"""A consent withdrawn suppresses; given again it lifts only that."""
		told = event.payload
		if told.channel is not ConsentChannel.EMAIL or not told.email:
			return
		suppressions = SuppressionRepository(session)
		if told.granted:
			suppressions.lift_consent(told.email)
		else:
			digest = hash_address(told.email)
			suppressions.add(digest, SuppressionSource.CONSENT, told.customer_id)

	def follow_contact(self, session: Session, event: Event[ContactChanged]) -> None:
		"""What waits goes to the new address; a will to get no mail goes along."""
		email = _read_address(event.payload.email)
		previous = _read_address(event.payload.previous_email)
		if email == previous:
			return
		if email and previous:
			SuppressionRepository(session).carry_over(previous, email)
		person = MergeRepository(session).list_person(event.payload.customer_id)
		DeliveryRepository(session).change_address(person, email)

	def follow_merge(self, session: Session, event: Event[CustomersMerged]) -> None:
		"""The person gets each mail once, at the kept record's address, or none if so wanted."""
		told, merges = event.payload, MergeRepository(session)
		merges.remember(told.kept_id, told.merged_id)
		for one in merges.list_person(told.merged_id):
			if one != told.kept_id:
				person = merges.list_person(one)
				merges.skip_doubles(person, one, may_email=told.may_email)
				DeliveryRepository(session).change_address([one], _read_address(told.email))

	def follow_parting(self, session: Session, event: Event[CustomersUnmerged]) -> None:
		"""They are two persons after all: what was skipped for that reason waits again."""
		merges = MergeRepository(session)
		merges.forget(event.payload.merged_id)
		merges.restore(event.payload.merged_id)

	def erase(self, session: Session, event: Event[ErasureRequested]) -> None:
		"""Forget who the deliveries of a person went to."""
		self._eraser.begin(session, event.payload.erasure_id, event.payload.customer_id)

	def follow_objection(self, session: Session, event: Event[ContactObjected]) -> None:
		"""A person who objected to e-mail gets none."""
		told = event.payload
		if told.channel is ConsentChannel.EMAIL and told.email:
			digest = hash_address(told.email)
			suppressions = SuppressionRepository(session)
			suppressions.add(digest, SuppressionSource.OBJECTION, told.customer_id)

	def follow_phase(self, session: Session, event: Event[PhaseChanged]) -> None:
		"""Runs pause, go on and end with their campaign."""
		phase = event.payload.phase
		runs = RunRepository(session)
		for run_id in runs.list_for_campaign(event.payload.campaign_id):
			if phase is Phase.PAUSED:
				runs.pause(run_id, PausedBy.PHASE, "La campaña está en pausa.")
			elif phase in CLOSED_PHASES:
				reason = "La campaña terminó o se canceló."
				runs.cancel(run_id, SkipReason.PHASE_CLOSED, reason)
			elif phase is Phase.IN_EXECUTION and runs.resume(run_id, PausedBy.PHASE):
				self._nudge(session, run_id)

	def _nudge(self, session: Session, run_id: int) -> None:
		run = RunRepository(session).find(run_id)
		task = MAILER_FILL_RUN if run.state == RunState.FILLING else MAILER_SEND_RUN
		self._publisher.publish_after_commit(session, task, MAILER_QUEUE, run_id=run_id)


def _read_address(email: str | None) -> str | None:
	return normalise_address(email) if email else None
