"""Mails of conversations, and their files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from mailer.conversations.models.conversation import (
	ConversationFileRow,
	ConversationMailRow,
	ConversationRow,
)
from mailer.receiving.models import ReceivedMailRow
from mailer.runs.models.delivery import DeliveryRow

MOST_SHOWN = 200


@dataclass(frozen=True)
class ShownMail:
	"""A mail with the state of its delivery, if it is ours."""

	row: ConversationMailRow
	has_page: bool
	state: str | None
	reason: str | None


class ConversationMailRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_latest(self, conversation_id: int) -> list[ShownMail]:
		"""Return the latest mails, the oldest first; one more than are shown, if there are more."""
		mail, delivery = ConversationMailRow, DeliveryRow
		query = (
			select(mail, mail.page != "", delivery.state, delivery.reason)
			.outerjoin(delivery, delivery.run_id == mail.run_id)
			.where(mail.conversation_id == conversation_id)
			.order_by(mail.id.desc())
			.limit(MOST_SHOWN + 1)
		)
		rows = self._session.execute(query).all()
		return [ShownMail(*row) for row in reversed(rows)]

	def list_files(self, mails: Iterable[int]) -> Sequence[ConversationFileRow]:
		"""Return the files of mails, without what is in them."""
		row = ConversationFileRow
		query = select(row).where(row.mail_id.in_(list(mails))).order_by(row.id)
		return self._session.scalars(query.options(defer(row.content))).all()

	def find(self, conversation_id: int, mail_id: int) -> ConversationMailRow:
		"""Return a mail of a conversation.

		:raises NotFound: it has none of this number
		"""
		row = self._session.get(ConversationMailRow, mail_id)
		if row is None or row.conversation_id != conversation_id:
			raise NotFound(say("No existe ese correo."), code="no_mail")
		return row

	def find_file(self, conversation_id: int, file_id: int) -> ConversationFileRow:
		"""Return a file of a conversation.

		:raises NotFound: it has none of this number
		"""
		file, mail = ConversationFileRow, ConversationMailRow
		query = select(file).join(mail, mail.id == file.mail_id)
		found = self._session.scalar(
			query.where(file.id == file_id, mail.conversation_id == conversation_id)
		)
		if found is None:
			raise NotFound(say("No existe ese archivo."), code="no_file")
		return found

	def find_original(self, received_id: int) -> bytes | None:
		"""Return a mail as it came, if it is kept still."""
		row = ReceivedMailRow
		return self._session.scalar(select(row.content).where(row.id == received_id))

	def find_conversation(self, message_ids: Sequence[str]) -> ConversationRow | None:
		"""Return the conversation of the first known of some message ids."""
		if not message_ids:
			return None
		mail, known = ConversationMailRow, ConversationRow
		query = (
			select(mail.message_id, known)
			.join(known, known.id == mail.conversation_id)
			.where(mail.message_id.in_(list(message_ids)))
		)
		found = {row.message_id: row[1] for row in self._session.execute(query)}
		return next((found[one] for one in message_ids if one in found), None)

	def find_by_run(self, run_id: int) -> ConversationRow | None:
		"""Return the conversation that a run's one mail belongs to."""
		mail, known = ConversationMailRow, ConversationRow
		query = select(known).join(mail, mail.conversation_id == known.id)
		return self._session.scalar(query.where(mail.run_id == run_id).limit(1))

	def list_person(self, person: Sequence[int], limit: int) -> Sequence[ConversationMailRow]:
		"""Return the newest mails crossed with the records of a person; notes of the staff too."""
		row = ConversationMailRow
		query = select(row).where(row.customer_id.in_(person)).options(defer(row.page))
		return self._session.scalars(query.order_by(row.id.desc()).limit(limit)).all()
