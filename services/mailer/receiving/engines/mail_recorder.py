"""Keeps what comes in, durably, before it is acknowledged."""

from collections.abc import Iterable

from chasqui.contracts.queues import MAILER_FILE_RECEIVED, MAILER_QUEUE
from chasqui.kernel.data.database import Database
from chasqui.kernel.tasks.messages import Publisher
from mailer.receiving.domain.incoming_mail import IncomingMail, Position
from mailer.receiving.repositories import ReceivedMailRepository


class MailRecorder:
	def __init__(self, database: Database, publisher: Publisher) -> None:
		self._database = database
		self._publisher = publisher

	def record(
		self,
		mails: Iterable[IncomingMail],
		mailbox: str | None = None,
		position: Position | None = None,
	) -> int:
		"""Keep mails, and how far their mailbox is read, in one commit; return how many are new."""
		with self._database.open_session() as session:
			received = ReceivedMailRepository(session)
			added = received.add(mails)
			if mailbox is not None and position is not None:
				received.keep_position(mailbox, position)
			if added:
				self._publisher.publish_after_commit(session, MAILER_FILE_RECEIVED, MAILER_QUEUE)
		return added

	def find_position(self, mailbox: str) -> Position | None:
		"""Return how far a mailbox has been read."""
		with self._database.open_session() as session:
			return ReceivedMailRepository(session).find_position(mailbox)
