"""Sends what somebody of the staff wrote to one person: a run of one mail, in the ledger of all.

So a letter leaves once, is tried again, and has a state that its author sees.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy.orm import Session

from chasqui.contracts.mailer.conversations import Letter, MailDirection
from chasqui.contracts.mailer.runs import DeliveryState, RunKind, RunPolicy, RunSource, RunState
from chasqui.contracts.queues import MAILER_QUEUE, MAILER_SEND_SERVICE
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say
from mailer.conversations.domain.letter import AttachedFile, LetterParts, write_letter
from mailer.conversations.models.conversation import (
	ConversationFileRow,
	ConversationMailRow,
	ConversationRow,
)
from mailer.conversations.repositories.mails import ConversationMailRepository
from mailer.receiving.domain.address_tokens import AddressSigner, TokenKind
from mailer.receiving.domain.file_kinds import SENDABLE, clean_name, is_sendable
from mailer.runs.domain.message_names import name_message
from mailer.runs.domain.recipient_lines import WrittenRecipient
from mailer.runs.models.letter import LetterRow
from mailer.runs.models.run import RunRow
from mailer.runs.repositories.service_mails import ServiceMailRepository
from mailer.runs.use_cases.recipient_writer import RecipientWriter
from mailer.sending.domain.message import SenderIdentity
from mailer.suppression.domain.sources import HEEDED_BY_LETTERS

RECIPIENT = "letter"
REFUSALS = {
	"suppressed": say("A esa dirección no se le escribe: se opuso, o sus correos rebotan."),
	"sample_address": say("Es un correo de ejemplo: no es de nadie."),
	"invalid_address": say("La dirección no se puede usar."),
}
NO_ADDRESS = say("No tiene un correo al que escribirle.")


@dataclass(frozen=True)
class Author:
	"""Who of the staff writes."""

	subject: str
	name: str


class LetterService:
	def __init__(
		self,
		session: Session,
		publisher: Publisher,
		recipients: RecipientWriter,
		signer: AddressSigner,
		sender: SenderIdentity,
	) -> None:
		self._session = session
		self._publisher = publisher
		self._recipients = recipients
		self._signer = signer
		self._sender = sender
		self._mails = ConversationMailRepository(session)

	def send(self, known: ConversationRow, letter: Letter, subject: str, author: Author) -> None:
		"""Write a mail into a conversation and have it sent.

		:raises Invalid: a file may not be sent, or the address is not written to
		"""
		files = _read_files(letter)
		if not known.email:
			raise Invalid(NO_ADDRESS, code="no_address")
		run = self._open_run(known, subject, author)
		message = f"{name_message(run.id, RECIPIENT)}@{self._sender.domain}"
		parts = LetterParts(
			to=known.email,
			subject=subject,
			text=letter.text,
			message_id=message,
			reply_to=self._signer.sign(TokenKind.CONVERSATION, known.id),
			sent_at=read_now(),
			references=self._list_references(known.id),
			files=files,
		)
		content = write_letter(parts, author.name, self._sender)
		self._session.add(
			LetterRow(
				run_id=run.id, customer_id=known.customer_id, email=known.email, content=content
			)
		)
		self._fill(run, known)
		self._note(known, letter, subject, author, message, run.id, files)
		self._publisher.publish_after_commit(self._session, MAILER_SEND_SERVICE, MAILER_QUEUE)

	def _open_run(self, known: ConversationRow, subject: str, author: Author) -> RunRow:
		run = ServiceMailRepository(self._session).add_once(
			uuid4(),
			{
				"source": RunSource.STAFF.value,
				"purpose": "service",
				"campaign_id": known.campaign_id,
				"campaign_name": known.campaign_name,
				"subject": subject[:170],
				"policy": RunPolicy.NEVER_TWICE.value,
				"state": RunState.FILLING.value,
				"created_by": author.name[:120],
				"created_at": read_now(),
			},
		)
		assert run is not None  # its number is new
		assert run.kind == RunKind.SERVICE.value
		return run

	def _fill(self, run: RunRow, known: ConversationRow) -> None:
		one = WrittenRecipient(RECIPIENT, known.customer_id, known.email, {})
		self._recipients.fill(self._session, run, [one], heeded=HEEDED_BY_LETTERS)
		delivery = ServiceMailRepository(self._session).find_delivery(run.id)
		if delivery is not None and delivery.state == DeliveryState.SKIPPED.value:
			text = REFUSALS.get(delivery.reason or "", REFUSALS["suppressed"])
			raise Invalid(
				text,
				code=delivery.reason or "suppressed",
				fields=[FieldError("text", text, delivery.reason or "suppressed")],
			)

	def _list_references(self, conversation_id: int) -> list[str]:
		"""Return the message ids of a conversation, the oldest first; what it answers is last."""
		shown = self._mails.list_latest(conversation_id)
		return [one.row.message_id for one in shown if one.row.message_id]

	def _note(
		self,
		known: ConversationRow,
		letter: Letter,
		subject: str,
		author: Author,
		message: str,
		run_id: int,
		files: Sequence[AttachedFile],
	) -> None:
		mail = ConversationMailRow(
			conversation_id=known.id,
			customer_id=known.customer_id,
			direction=MailDirection.OUT.value,
			author=author.name[:120],
			email=known.email,
			subject=subject,
			text=letter.text,
			message_id=message,
			run_id=run_id,
		)
		self._session.add(mail)
		self._session.flush()
		self._session.add_all(
			ConversationFileRow(
				mail_id=mail.id,
				customer_id=known.customer_id,
				name=one.name,
				size=len(one.content),
				is_safe=True,
				content=one.content,
			)
			for one in files
		)


def _read_files(letter: Letter) -> list[AttachedFile]:
	for place, one in enumerate(letter.files):
		if not is_sendable(one.name, one.content):
			text = say(
				"«{name}» no se puede adjuntar: solo {kinds}, y que sea lo que su nombre dice.",
				name=clean_name(one.name),
				kinds=", ".join(SENDABLE),
			)
			raise Invalid(text, code="bad_file", fields=[FieldError(f"files.{place}", text, "bad")])
	return [AttachedFile(clean_name(one.name), one.content) for one in letter.files]
