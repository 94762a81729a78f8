"""Follows what customers and campaigns tell. Every handler bears a repeated event."""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from chasqui.contracts.campaigns import Phase
from chasqui.contracts.events import Event, EventName
from chasqui.contracts.mailer import RunState
from chasqui.contracts.queues import MAILER_FILL_RUN, MAILER_QUEUE, MAILER_SEND_RUN
from chasqui.kernel.messages import Publisher
from mailer.domain.addresses import hash_address, normalise_address
from mailer.domain.reasons import PausedBy, SkipReason, SuppressionSource
from mailer.repositories.deliveries import DeliveryRepository
from mailer.repositories.merges import MergeRepository
from mailer.repositories.runs import RunRepository
from mailer.repositories.suppressions import SuppressionRepository
from mailer.use_cases.eraser import Eraser

EMAIL_CHANNEL = "email"
CLOSED_PHASES = frozenset({Phase.FINISHED, Phase.CANCELLED})
Handler = Callable[[Session, Event], None]


class EventFollower:
	"""One method per event."""

	def __init__(self, publisher: Publisher, eraser: Eraser) -> None:
		self._publisher = publisher
		self._eraser = eraser

	def list_handlers(self) -> Mapping[EventName, Handler]:
		"""Return what is done for each event; others pass by."""
		return {
			EventName.CONSENT_CHANGED: self.follow_consent,
			EventName.CONTACT_CHANGED: self.follow_contact,
			EventName.CUSTOMERS_MERGED: self.follow_merge,
			EventName.CUSTOMERS_UNMERGED: self.follow_parting,
			EventName.ERASURE_REQUESTED: self.erase,
			EventName.CONTACT_OBJECTED: self.follow_objection,
			EventName.PHASE_CHANGED: self.follow_phase,
		}

	def follow_consent(self, session: Session, event: Event) -> None:
		"""A consent withdrawn suppresses; given again it lifts only that."""
		email = event.payload.get("email")
		if event.payload.get("channel") != EMAIL_CHANNEL or not email:
			return
		suppressions = SuppressionRepository(session)
		if event.payload.get("granted"):
			suppressions.lift_consent(email)
		else:
			customer_id = event.payload.get("customer_id")
			suppressions.add(hash_address(email), SuppressionSource.CONSENT, customer_id)

	def follow_contact(self, session: Session, event: Event) -> None:
		"""What waits goes to the new address; a will to get no mail goes along."""
		email = _read_address(event, "email")
		previous = _read_address(event, "previous_email")
		if email == previous:
			return
		if email and previous:
			SuppressionRepository(session).carry_over(previous, email)
		person = MergeRepository(session).list_person(event.payload["customer_id"])
		DeliveryRepository(session).change_address(person, email)

	def follow_merge(self, session: Session, event: Event) -> None:
		"""The person gets each mail once, at the kept record's address, or none if so wanted."""
		told, merges = event.payload, MergeRepository(session)
		merges.remember(told["kept_id"], told["merged_id"])
		for one in merges.list_person(told["merged_id"]):
			if one != told["kept_id"]:
				person = merges.list_person(one)
				merges.skip_doubles(person, one, may_email=told["may_email"])
				DeliveryRepository(session).change_address([one], _read_address(event, "email"))

	def follow_parting(self, session: Session, event: Event) -> None:
		"""They are two persons after all: what was skipped for that reason waits again."""
		merges = MergeRepository(session)
		merges.forget(event.payload["merged_id"])
		merges.restore(event.payload["merged_id"])

	def erase(self, session: Session, event: Event) -> None:
		"""Forget who the deliveries of a person went to."""
		self._eraser.begin(session, event.payload["erasure_id"], event.payload["customer_id"])

	def follow_objection(self, session: Session, event: Event) -> None:
		"""A person who objected to e-mail gets none."""
		email = event.payload.get("email")
		if event.payload.get("channel") == EMAIL_CHANNEL and email:
			customer_id = event.payload.get("customer_id")
			suppressions = SuppressionRepository(session)
			suppressions.add(hash_address(email), SuppressionSource.OBJECTION, customer_id)

	def follow_phase(self, session: Session, event: Event) -> None:
		"""Runs pause, go on and end with their campaign."""
		phase = Phase(event.payload["phase"])
		runs = RunRepository(session)
		for run_id in runs.list_for_campaign(event.payload["campaign_id"]):
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


def _read_address(event: Event, name: str) -> str | None:
	email = event.payload.get(name)
	return normalise_address(email) if email else None
