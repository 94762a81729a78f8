"""Runs as people see and steer them (K24)."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from chasqui.contracts.jobs import Job, JobAct
from chasqui.contracts.mailer.runs import (
	DeliveryQuery,
	DeliveryState,
	DeliveryView,
	Run,
	RunCounts,
	RunKind,
	RunQuery,
	RunState,
)
from chasqui.contracts.queues import MAILER_FILL_RUN, MAILER_QUEUE, MAILER_SEND_RUN
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict
from chasqui.kernel.jobs.repository import TOO_LATE
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say
from mailer.designs.repositories.designs import DesignRepository
from mailer.runs.domain.message_names import name_message
from mailer.runs.domain.reasons import PausedBy, SkipReason
from mailer.runs.models.delivery import DeliveryRow
from mailer.runs.models.run import RunRow
from mailer.runs.repositories.deliveries import DeliveryRepository
from mailer.runs.repositories.runs import RunRepository
from mailer.runs.use_cases.run_publisher import RunPublisher

SETTLED = (
	DeliveryState.ACCEPTED,
	DeliveryState.FAILED,
	DeliveryState.SKIPPED,
	DeliveryState.UNCERTAIN,
)
SINGLE = say("Un correo que alguien pidió no se pausa: solo se puede cancelar.")


class RunService:
	"""`eligible` comes from the filling, the counts from the rows: they must always agree."""

	def __init__(self, session: Session, publisher: Publisher, message_domain: str) -> None:
		self._session = session
		self._publisher = publisher
		self._runs = RunRepository(session)
		self._deliveries = DeliveryRepository(session)
		self._domain = message_domain

	def list_page(self, query: RunQuery) -> Page[Run]:
		"""Return runs with their counts, the newest first."""
		rows, following = self._runs.list_filtered(query)
		return Page[Run](items=self._describe(rows), next_cursor=following)

	def show(self, run_id: int) -> Run:
		"""Return a run with its counts; NotFound if there is none."""
		return self._describe([self._runs.find(run_id)])[0]

	def act(self, run_id: int, action: JobAct, person: str) -> Run:
		"""Pause, resume or cancel; the workers see it within 2 s.

		:raises Conflict: the run's state does not allow it
		"""
		known = self._runs.find(run_id)
		if known.kind == RunKind.SERVICE.value and action is not JobAct.CANCEL:
			raise Conflict(SINGLE, code="bad_state")
		if not self._move(run_id, action, person):
			raise Conflict(TOO_LATE, code="bad_state")
		run = self._runs.find(run_id)
		state = RunState.SENDING if action is JobAct.RESUME else None
		RunPublisher(self._session, self._publisher).publish(run, person, state=state)
		task = MAILER_FILL_RUN if run.state == RunState.FILLING else MAILER_SEND_RUN
		self._publisher.publish_after_commit(self._session, task, MAILER_QUEUE, run_id=run_id)
		return self._describe([run])[0]

	def list_deliveries(self, run_id: int, query: DeliveryQuery) -> Page[DeliveryView]:
		"""Return deliveries of a run, of one state or of all, to some people or to all."""
		self._runs.find(run_id)
		rows, following = self._deliveries.list_page(run_id, query)
		items = [self._view_delivery(row) for row in rows]
		return Page[DeliveryView](items=items, next_cursor=following)

	def _move(self, run_id: int, action: JobAct, person: str) -> bool:
		if action is JobAct.PAUSE:
			return self._runs.pause(
				run_id, PausedBy.PERSON, say("En pausa por {person}.", person=person)
			)
		if action is JobAct.RESUME:
			return self._runs.resume(run_id)
		if action is JobAct.CANCEL:
			return self._runs.cancel(
				run_id, SkipReason.CANCELLED, say("Cancelado por {person}.", person=person)
			)
		return self._runs.act(run_id, action)

	def _describe(self, rows: Sequence[RunRow]) -> list[Run]:
		counts = self._deliveries.count_states(rows)
		designs = DesignRepository(self._session).map_versions(
			[row.design_version_id for row in rows if row.design_version_id is not None]
		)
		return [
			Run.model_validate(
				{
					**{name: getattr(row, name) for name in Run.model_fields if hasattr(row, name)},
					"design_id": row.design_version_id and designs[row.design_version_id],
					"counts": counts[row.id][0],
					"mails_per_minute": counts[row.id][1],
					"job": self._describe_job(row, counts[row.id][0]),
				}
			)
			for row in rows
		]

	def _describe_job(self, row: RunRow, counts: RunCounts) -> Job:
		"""Return how far a run is; what a cancelled one leaves behind is closed soon after."""
		job = self._runs.describe(row)
		done = sum(counts.by_state.get(state, 0) for state in SETTLED)
		is_closing = row.state == RunState.CANCELLED.value and row.finished_at is None
		far = {"done": done, "total": counts.eligible} if row.filled_at else {}
		return job.model_copy(update={**far, "is_busy": job.is_busy or is_closing})

	def _view_delivery(self, row: DeliveryRow) -> DeliveryView:
		message = row.message_uuid or name_message(row.run_id, row.recipient_key)
		return DeliveryView(
			id=row.id,
			recipient_key=row.recipient_key,
			customer_id=row.customer_id,
			email=row.email,
			state=row.state,
			reason=row.reason,
			message_id=f"<{message}@{self._domain}>",
			updated_at=row.updated_at,
		)
