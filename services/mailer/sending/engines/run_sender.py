"""Sends what is due of one run, for one turn: opens the channel, runs the loop, bears failures."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

import psycopg
import structlog
from sqlalchemy.exc import DBAPIError

from chasqui.contracts.mailer.runs import RunPolicy
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import Unavailable
from chasqui.kernel.tasks.messages import Publisher
from mailer.config import MailerConfig
from mailer.runs.repositories.runs import RunRepository
from mailer.sending.engines.bounce_recorder import BounceRecorder
from mailer.sending.engines.claim_worker import ClaimWorker
from mailer.sending.engines.long_work_runner import LongWorkRunner
from mailer.sending.engines.run_breaker import RunBreaker
from mailer.sending.engines.run_closing import close_run
from mailer.sending.engines.sending_worker import SendingWorker
from mailer.sending.repositories.housekeeping import DeliveryHousekeepingRepository
from mailer.sending.repositories.sending import SendingRepository, Settlement
from mailer.sending.transports.outcomes import TransportDown
from mailer.sending.transports.transport import Channel, Transport
from mailer.sending.use_cases.message_writer import BodyWriter, RunWriterBuilder
from mailer.sending.use_cases.send_limiter import SendLimiter
from mailer.suppression.domain.sources import ALL_SOURCES, HEEDED_BY_LETTERS

RESCUE_SECONDS = 60.0
DATABASE_LOST = (psycopg.Error, DBAPIError)


@dataclass(frozen=True)
class _Turn:
	run_id: int
	policy: RunPolicy
	writer: BodyWriter
	heeded: Sequence[str]


class RunSender:
	"""One per process; several processes may send the same run at once."""

	def __init__(
		self,
		database: Database,
		transport: Transport,
		writers: RunWriterBuilder,
		pace: SendLimiter,
		breaker: RunBreaker,
		bounces: BounceRecorder,
		publisher: Publisher,
		work: LongWorkRunner,
		config: MailerConfig,
	) -> None:
		self._database = database
		self._transport = transport
		self._writers = writers
		self._pace = pace
		self._breaker = breaker
		self._bounces = bounces
		self._publisher = publisher
		self._work = work
		self._config = config

	def send(self, run_id: int) -> bool:
		"""Send for one turn; return whether more of the run could leave now."""
		with self._work.hold(f"send:{run_id}") as may_send:
			if not may_send:
				return False
			self.take_turn(run_id)
		return not self.close(run_id) and self._has_more(run_id)

	def take_turn(self, run_id: int) -> None:
		"""Send for one turn, though all places for long work are taken."""
		turn = self._prepare(run_id)
		if turn is not None:
			self._send_turn(turn)

	def close(self, run_id: int) -> bool:
		"""End a run of which nothing is left; return whether it has ended."""
		with self._database.open_session() as session:
			return close_run(session, run_id, self._publisher)

	def _has_more(self, run_id: int) -> bool:
		"""Return whether more of a run could leave now."""
		with self._database.open_session() as session:
			run = RunRepository(session).find_sending(run_id)
			return run is not None and DeliveryHousekeepingRepository(session).has_due(run_id)

	def _prepare(self, run_id: int) -> _Turn | None:
		with self._database.open_session() as session:
			run = RunRepository(session).find_sending(run_id)
			if run is None:
				return None
			DeliveryHousekeepingRepository(session).reclaim(run_id)
			heeded = ALL_SOURCES if run.design_version_id else HEEDED_BY_LETTERS
			writer = self._writers.build(session, run)
			return _Turn(run_id, RunPolicy(run.policy), writer, heeded)

	def _send_turn(self, turn: _Turn) -> None:
		token = uuid4()
		channel = self._transport.open()
		try:
			channel.refill()
			with (
				self._database.open_raw(autocommit=True) as connection,
				self._database.open_raw(autocommit=True) as second,
			):
				ledger = self._hold_ledger(connection, turn, token)
				ledger.hold()
				ahead = ClaimWorker(self._hold_ledger(second, turn, token))
				self._run_loop(self._build_loop(turn, ledger, ahead, channel), turn, token)
		except TransportDown as error:
			self._breaker.note_failure(turn.run_id, error)
		except Unavailable as error:
			structlog.get_logger().warning("turn_ended", run_id=turn.run_id, why=error.code)
		finally:
			channel.close()

	def _run_loop(self, loop: SendingWorker, turn: _Turn, token: UUID) -> None:
		try:
			self._run_to_end(loop)
		except DATABASE_LOST as error:
			structlog.get_logger().warning("database_lost", kind=type(error).__name__)
			self._save_later(turn, token, loop.rescue())

	def _run_to_end(self, loop: SendingWorker) -> None:
		"""Run a turn and finish it, however it ends, but without its database.

		Finishing closes the channel: mails that the server is about to take would become uncertain,
		where a rescue waits for its answers.
		"""
		try:
			loop.run(self._config.slice_seconds)
		except DATABASE_LOST:
			raise
		except BaseException:
			loop.finish()
			raise
		loop.finish()

	def _save_later(self, turn: _Turn, token: UUID, known: Sequence[Settlement]) -> None:
		"""Save what the servers had answered once the database is back; else the leases expire."""
		deadline = time.monotonic() + RESCUE_SECONDS
		while time.monotonic() < deadline:
			try:
				with self._database.open_raw(autocommit=True) as connection:
					self._hold_ledger(connection, turn, token).record_round(known, {})
					return  # with nothing known it has waited: the run goes on from here
			except psycopg.Error:
				time.sleep(0.5)

	def _hold_ledger(
		self, connection: "psycopg.Connection[tuple[object, ...]]", turn: _Turn, token: UUID
	) -> SendingRepository:
		return SendingRepository(
			connection,
			run_id=turn.run_id,
			token=token,
			lease_seconds=self._config.lease_seconds,
			zone=self._config.zone,
			heeded=turn.heeded,
		)

	def _build_loop(
		self, turn: _Turn, ledger: SendingRepository, ahead: ClaimWorker, channel: Channel
	) -> SendingWorker:
		return SendingWorker(
			run_id=turn.run_id,
			policy=turn.policy,
			ledger=ledger,
			ahead=ahead,
			channel=channel,
			writer=turn.writer,
			pace=self._pace,
			bounces=self._bounces,
			batch=self._config.claim_batch,
			lease_seconds=self._config.lease_seconds,
			should_stop=self._work.should_stop,
			on_success=self._breaker.watch(turn.run_id),
		)
