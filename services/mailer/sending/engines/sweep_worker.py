"""Every 30 s: finds what a dead worker left, and nudges runs that could go on."""

from datetime import timedelta

from chasqui.contracts.mailer.runs import RunKind, RunState
from chasqui.contracts.queues import (
	MAILER_FILL_RUN,
	MAILER_QUEUE,
	MAILER_SEND_RUN,
	MAILER_SEND_SERVICE,
)
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.database import Database
from chasqui.kernel.data.idempotency_key import purge_keys
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say
from mailer.designs.use_cases.gallery_loader import GalleryLoader
from mailer.runs.domain.reasons import SkipReason
from mailer.runs.repositories.runs import RunRepository
from mailer.runs.repositories.service_mails import ServiceMailRepository
from mailer.sending.engines.run_closing import close_run
from mailer.sending.repositories.housekeeping import DeliveryHousekeepingRepository
from mailer.tables import IdempotencyRow

SERVICE_PATIENCE = timedelta(hours=48)
"""How long a single mail may wait for a server; later nobody expects it any more."""
TOO_LATE = say("El correo ya no llegaba a tiempo.")


class SweepWorker:
	"""Harmless however often it runs, and wherever."""

	def __init__(self, database: Database, publisher: Publisher) -> None:
		self._database = database
		self._publisher = publisher

	def sweep(self) -> None:
		"""Reclaim, close, nudge; keep the gallery and delete old keys."""
		self._end_stale()
		with self._database.open_session() as session:
			runs = [(run.id, run.state, run.kind) for run in RunRepository(session).list_open()]
		for run_id, state, kind in runs:
			self._sweep_run(run_id, state, is_single=kind == RunKind.SERVICE.value)
		self._nudge_single_mails()
		with self._database.open_session() as session:
			purge_keys(session, IdempotencyRow)
			GalleryLoader().keep(session)

	def _nudge_single_mails(self) -> None:
		"""Have them sent, by one message for all: each task sends whatever is due."""
		with self._database.open_session() as session:
			is_due = ServiceMailRepository(session).find_due() is not None
		if is_due:
			self._publisher.publish(MAILER_SEND_SERVICE, MAILER_QUEUE)

	def _end_stale(self) -> None:
		with self._database.open_session() as session:
			runs = RunRepository(session)
			for run_id in ServiceMailRepository(session).list_stale(read_now() - SERVICE_PATIENCE):
				runs.cancel(run_id, SkipReason.TOO_LATE, TOO_LATE)

	def _sweep_run(self, run_id: int, state: str, *, is_single: bool) -> None:
		if state == RunState.FILLING:
			self._publisher.publish(MAILER_FILL_RUN, MAILER_QUEUE, run_id=run_id)
			return
		with self._database.open_session() as session:
			housekeeping = DeliveryHousekeepingRepository(session)
			housekeeping.reclaim(run_id)
			is_closed = close_run(session, run_id, self._publisher)
			is_asked = state == RunState.SENDING and not is_single and not is_closed
			has_due = is_asked and housekeeping.has_due(run_id)
		if has_due:
			self._publisher.publish(MAILER_SEND_RUN, MAILER_QUEUE, run_id=run_id)
