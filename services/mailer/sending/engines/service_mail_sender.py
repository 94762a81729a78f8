"""Sends single mails that people wait for, beside the big runs: in a place of its own.

One after another, the oldest first: each is a run of one mail. Who asks while they are being sent
is found by the one who sends, who looks once more when the place is free again.
"""

import time
from collections.abc import Collection
from datetime import timedelta

import structlog

from chasqui.kernel.data.database import Database, is_database_away
from chasqui.kernel.texts.text import say
from mailer.runs.repositories.runs import RunRepository
from mailer.runs.repositories.service_mails import ServiceMailRepository
from mailer.sending.engines.long_work_runner import LongWorkRunner
from mailer.sending.engines.run_sender import RunSender

PLACE = "service mails"
AGAIN_AFTER = timedelta(minutes=10)
BROKEN = say("El correo no se pudo preparar por un error interno; se intenta otra vez.")


class ServiceMailSender:
	"""`work` has one place; `sender` has one connection to the server."""

	def __init__(
		self, database: Database, sender: RunSender, work: LongWorkRunner, *, slice_seconds: float
	) -> None:
		self._database = database
		self._sender = sender
		self._work = work
		self._slice = slice_seconds

	def send(self) -> bool:
		"""Send what is due, for one turn; return whether more could leave now."""
		with self._work.hold(PLACE) as may_send:
			if not may_send:
				return False
			self._send_due()
		return self._find_due() is not None

	def _send_due(self) -> None:
		ends_at, tried = time.monotonic() + self._slice, set[int]()
		while time.monotonic() < ends_at and not self._work.should_stop():
			run_id = self._find_due(tried)
			if run_id is None:
				return
			tried.add(run_id)
			self._send_one(run_id)

	def _send_one(self, run_id: int) -> None:
		"""Send one; what is wrong with it keeps no younger one from leaving."""
		try:
			self._sender.take_turn(run_id)
			self._sender.close(run_id)
		except Exception as error:
			if is_database_away(error):
				raise
			structlog.get_logger().exception("service_mail_broke", run_id=run_id)
			with self._database.open_session() as session:
				RunRepository(session).slow_down(run_id, AGAIN_AFTER, BROKEN)

	def _find_due(self, tried: Collection[int] = ()) -> int | None:
		with self._database.open_session() as session:
			return ServiceMailRepository(session).find_due(tried)
