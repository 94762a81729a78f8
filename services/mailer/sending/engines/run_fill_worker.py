"""Fills a run with its recipients: all of them or none, and only once."""

from collections.abc import Mapping
from uuid import UUID

import structlog

from chasqui.contracts.mailer.runs import RunSource
from chasqui.contracts.queues import MAILER_QUEUE, MAILER_SEND_RUN
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import AppError, Unauthenticated, Unavailable
from chasqui.kernel.jobs.keeping import keep_lease
from chasqui.kernel.jobs.store import LeaseLost
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say
from mailer.config import MailerConfig
from mailer.designs.domain.address_digests import AddressHasher
from mailer.runs.clients import RecipientClient
from mailer.runs.repositories.fillings import FILL_LEASE_SECONDS, FillJobStore
from mailer.runs.repositories.recipients import fill_deliveries, refresh_statistics
from mailer.runs.repositories.runs import RunRepository
from mailer.runs.use_cases.run_publisher import SENDER, RunPublisher
from mailer.sending.engines.long_work_runner import LongWorkRunner

RETRY_SECONDS = 20.0
MARKETING = "marketing"


class RunFillWorker:
	"""Streams recipients from the run's source into its deliveries, in one transaction."""

	def __init__(
		self,
		database: Database,
		sources: Mapping[RunSource, RecipientClient],
		publisher: Publisher,
		work: LongWorkRunner,
		digests: AddressHasher,
		config: MailerConfig,
	) -> None:
		self._database = database
		self._sources = sources
		self._publisher = publisher
		self._work = work
		self._pads = digests.make_pads()
		self._takes_reserved = config.smtp_is_local_mailbox

	def fill(self, run_id: int) -> None:
		"""Fill a run unless it is filled, or being filled; a broken stream is tried again later."""
		with self._work.hold(f"fill:{run_id}") as may_fill:
			if not may_fill:
				return
			with self._database.open_raw(autocommit=True) as connection:
				# It shows that the holder lives: it is kept open until the run is filled.
				jobs = FillJobStore(connection)
				token = jobs.claim(run_id, FILL_LEASE_SECONDS)
				if token is not None:
					self._fill_leased(run_id, jobs, token)

	def _fill_leased(self, run_id: int, jobs: FillJobStore, token: UUID) -> None:
		log = structlog.get_logger().bind(run_id=run_id)
		try:
			count = self._copy(run_id, jobs, token)
		except LeaseLost:
			log.info("fill_lease_lost")
		except (Unavailable, Unauthenticated) as error:
			log.warning("fill_put_off", why=error.code)
			jobs.put_off(
				run_id, token, say("{reason} Se reintenta.", reason=error.detail), RETRY_SECONDS
			)
		except AppError as error:
			log.warning("fill_failed", why=error.code)
			with self._database.open_session() as session:
				runs = RunRepository(session)
				if runs.fail(run_id, error.detail):
					RunPublisher(session, self._publisher).publish(runs.find(run_id), SENDER)
		else:
			log.info("run_filled", recipients=count)
			self._publisher.publish(MAILER_SEND_RUN, MAILER_QUEUE, run_id=run_id)

	def _copy(self, run_id: int, jobs: FillJobStore, token: UUID) -> int:
		with self._database.open_session() as session:
			run = RunRepository(session).find(run_id)
		source = self._sources[RunSource(run.source)]
		with (
			source.stream(run.source_ref, run.id) as chunks,
			self._database.open_raw() as connection,
		):
			count = fill_deliveries(
				connection,
				keep_lease(chunks, jobs, run_id, token, FILL_LEASE_SECONDS),
				run_id=run.id,
				needs_consent=run.purpose == MARKETING,
				takes_reserved=self._takes_reserved,
				pads=self._pads,
			)
			if not FillJobStore(connection).complete(run_id, token, count):
				connection.rollback()
				raise LeaseLost
		with self._database.open_raw(autocommit=True) as connection:
			refresh_statistics(connection)
		return count
