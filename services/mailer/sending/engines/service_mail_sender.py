"""Sends single mails that people wait for, beside the big runs: in a place of its own.

One after another, the oldest first: each is a run of one mail. Who asks while they are being sent
is found by the one who sends, who looks once more when the place is free again.
"""

import time
from collections.abc import Collection

from chasqui.kernel.data.database import Database
from mailer.runs.repositories.service_mails import ServiceMailRepository
from mailer.sending.engines.long_work_runner import LongWorkRunner
from mailer.sending.engines.run_sender import RunSender

PLACE = "service mails"


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
			self._sender.take_turn(run_id)
			self._sender.close(run_id)

	def _find_due(self, tried: Collection[int] = ()) -> int | None:
		with self._database.open_session() as session:
			return ServiceMailRepository(session).find_due(tried)
