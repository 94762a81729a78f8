"""Mails that came, kept once each, and given to who files them."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mailer.receiving.domain.incoming_mail import IncomingMail, Position
from mailer.receiving.models import MailboxPositionRow, ReceivedMailRow

MOST_ATTEMPTS = 8
AGAIN_AFTER = timedelta(minutes=1)


class ReceivedMailRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, mails: Iterable[IncomingMail]) -> int:
		"""Keep mails; return how many were not known yet, by their place or by what they say."""
		added = 0
		for mail in mails:
			statement = insert(ReceivedMailRow).values(**asdict(mail)).on_conflict_do_nothing()
			added += self._session.scalar(statement.returning(ReceivedMailRow.id)) is not None
		return added

	def take_next(self) -> ReceivedMailRow | None:
		"""Return the next mail to be filed, held until the transaction ends."""
		query = (
			select(ReceivedMailRow)
			.where(ReceivedMailRow.state == "new", ReceivedMailRow.next_attempt_at <= func.now())
			.order_by(ReceivedMailRow.next_attempt_at, ReceivedMailRow.id)
			.limit(1)
			.with_for_update(skip_locked=True)
		)
		return self._session.scalar(query)

	def put_off(self, mail_id: int) -> None:
		"""Try a mail again later, each time after longer; at last leave it to a person."""
		row = ReceivedMailRow
		tried = row.attempts + 1
		wait = AGAIN_AFTER * func.power(2, row.attempts)
		self._session.execute(
			update(row)
			.where(row.id == mail_id, row.state == "new")
			.values(
				attempts=tried,
				next_attempt_at=func.now() + wait,
				state=case((tried >= MOST_ATTEMPTS, "failed"), else_="new"),
			)
		)

	def find_position(self, mailbox: str) -> Position | None:
		row = self._session.get(MailboxPositionRow, mailbox)
		return Position(row.uidvalidity, row.last_uid) if row else None

	def keep_position(self, mailbox: str, position: Position) -> None:
		"""Note how far a mailbox has been read."""
		values = {"uidvalidity": position.uidvalidity, "last_uid": position.last_uid}
		statement = insert(MailboxPositionRow).values(mailbox=mailbox, **values)
		statement = statement.on_conflict_do_update(
			index_elements=["mailbox"], set_={**values, "read_at": func.now()}
		)
		self._session.execute(statement)

	def drop(self, mail_id: int) -> None:
		"""Forget a mail."""
		self._session.execute(delete(ReceivedMailRow).where(ReceivedMailRow.id == mail_id))
