"""Every 30 s: finds what a dead worker left, and nudges runs that could go on."""

from chasqui.contracts.mailer.runs import RunState
from chasqui.contracts.queues import MAILER_FILL_RUN, MAILER_QUEUE, MAILER_SEND_RUN
from chasqui.kernel.data.database import Database
from chasqui.kernel.data.idempotency_key import purge_keys
from chasqui.kernel.tasks.messages import Publisher
from mailer.designs.use_cases.gallery_loader import GalleryLoader
from mailer.runs.repositories.runs import RunRepository
from mailer.sending.engines.run_closing import close_run
from mailer.sending.repositories.housekeeping import DeliveryHousekeepingRepository
from mailer.tables import IdempotencyRow


class SweepWorker:
	"""Harmless however often it runs, and wherever."""

	def __init__(self, database: Database, publisher: Publisher) -> None:
		self._database = database
		self._publisher = publisher

	def sweep(self) -> None:
		"""Reclaim, close, nudge; keep the gallery and delete old keys."""
		with self._database.open_session() as session:
			runs = [(run.id, run.state) for run in RunRepository(session).list_open()]
		for run_id, state in runs:
			self._sweep_run(run_id, state)
		with self._database.open_session() as session:
			purge_keys(session, IdempotencyRow)
			GalleryLoader().keep(session)

	def _sweep_run(self, run_id: int, state: str) -> None:
		if state == RunState.FILLING:
			self._publisher.publish(MAILER_FILL_RUN, MAILER_QUEUE, run_id=run_id)
			return
		with self._database.open_session() as session:
			housekeeping = DeliveryHousekeepingRepository(session)
			housekeeping.reclaim(run_id)
			is_closed = close_run(session, run_id, self._publisher)
			has_due = state == RunState.SENDING and not is_closed and housekeeping.has_due(run_id)
		if has_due:
			self._publisher.publish(MAILER_SEND_RUN, MAILER_QUEUE, run_id=run_id)
