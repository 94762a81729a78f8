"""The circuit breaker: a run whose server is in trouble slows down, then pauses, and says why."""

from collections.abc import Callable

import structlog

from chasqui.contracts.mailer.runs import RunKind
from chasqui.kernel.data.database import Database
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say
from mailer.config import MailerConfig
from mailer.runs.domain.reasons import PausedBy
from mailer.runs.repositories.runs import RunRepository
from mailer.runs.use_cases.run_publisher import SENDER, RunPublisher
from mailer.sending.domain.retries import plan_slowdown
from mailer.sending.transports.outcomes import TransportDown


class RunBreaker:
	"""Counts on the run's row, so that all workers share the count. A single mail, which nobody
	would resume, is never paused: it waits until it is too late for it.
	"""

	def __init__(self, database: Database, publisher: Publisher, config: MailerConfig) -> None:
		self._database = database
		self._publisher = publisher
		self._limit = config.breaker_failures

	def note_failure(self, run_id: int, error: TransportDown) -> None:
		"""Slow the run; at the limit, or where trying again cannot help, pause it."""
		structlog.get_logger().warning("smtp_down", run_id=run_id, why=error.reason)
		with self._database.open_session() as session:
			runs = RunRepository(session)
			run = runs.find(run_id)
			wait = plan_slowdown(run.attempts + 1)
			seconds = int(wait.total_seconds())
			failures = runs.slow_down(
				run_id,
				wait,
				say(
					"El servidor de correo no responde bien ({reason}); "
					"se reintenta en {seconds} s.",
					reason=error.reason,
					seconds=seconds,
				),
			)
			if run.kind == RunKind.SERVICE.value:
				return
			if error.is_permanent or failures >= self._limit:
				reason = say(
					"El servidor de correo no acepta envíos ({reason}). "
					"El envío quedó en pausa: reanúdelo cuando esté resuelto.",
					reason=error.reason,
				)
				if runs.pause(run_id, PausedBy.BREAKER, reason):
					RunPublisher(session, self._publisher).publish(runs.find(run_id), SENDER)

	def watch(self, run_id: int) -> Callable[[], None]:
		"""Return what to call for each answer of the server: the first one clears the count."""
		is_cleared = False

		def note_success() -> None:
			nonlocal is_cleared
			if is_cleared:
				return
			is_cleared = True
			with self._database.open_session() as session:
				RunRepository(session).clear_trouble(run_id)

		return note_success
