"""Files what came: each mail in a transaction of its own, by the first handler that takes it.

What cannot be filed now (a sibling is away, an error of ours) is tried again later, longer each
time; it keeps no other mail waiting, and is never lost.
"""

from collections.abc import Sequence
from typing import Protocol

import structlog
from sqlalchemy.orm import Session

from chasqui.kernel.data.database import Database, is_database_away
from mailer.receiving.domain.mail_parsing import parse_mail
from mailer.receiving.domain.parsed_mail import ParsedMail
from mailer.receiving.models import ReceivedMailRow
from mailer.receiving.repositories import ReceivedMailRepository


class MailHandler(Protocol):
	def handle(self, session: Session, received: ReceivedMailRow, mail: ParsedMail) -> str | None:
		"""File a mail and return as what; None where it is not this handler's."""


class FilingWorker:
	def __init__(self, database: Database, handlers: Sequence[MailHandler]) -> None:
		self._database = database
		self._handlers = handlers

	def file_all(self) -> int:
		"""File what is due; return how many mails were."""
		filed = 0
		while self._file_next():
			filed += 1
		return filed

	def _file_next(self) -> bool:
		mail_id = None
		try:
			with self._database.open_session() as session:
				received = ReceivedMailRepository(session).take_next()
				if received is None:
					return False
				mail_id = received.id
				received.kind = self._choose(session, received)
				received.state = "filed"
		except Exception as error:
			if mail_id is None or is_database_away(error):
				raise
			structlog.get_logger().exception("mail_not_filed", mail_id=mail_id)
			with self._database.open_session() as session:
				ReceivedMailRepository(session).put_off(mail_id)
		return True

	def _choose(self, session: Session, received: ReceivedMailRow) -> str:
		mail = parse_mail(received.content, received.sender)
		for handler in self._handlers:
			kind = handler.handle(session, received, mail)
			if kind is not None:
				return kind
		return "unhandled"
