"""What the staff does with conversations: writes, answers, notes, passes on, closes."""

from itertools import cycle

from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import RecipientUnsubscribed
from chasqui.contracts.mailer.conversations import (
	MOST_SHARED,
	Conversation,
	ConversationNote,
	ConversationPatch,
	ConversationShare,
	ConversationsShared,
	ConversationStart,
	ConversationState,
	Letter,
	MailDirection,
	Objection,
)
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say
from mailer.conversations.clients import ReachClient
from mailer.conversations.domain.subjects import answer_subject
from mailer.conversations.models.conversation import ConversationMailRow, ConversationRow
from mailer.conversations.repositories.conversations import ConversationRepository
from mailer.conversations.use_cases.conversation_reader import ConversationReader
from mailer.conversations.use_cases.letter_service import NO_ADDRESS, Author, LetterService
from mailer.designs.domain.address_digests import AddressHasher
from mailer.suppression.domain.sources import SuppressionSource
from mailer.suppression.repositories import SuppressionRepository
from mailer.tables import EventRow

SNIPPET = 160
STALE = say("Alguien cambió la conversación mientras tanto: mírela otra vez.")
GONE = say("No existe ese cliente, o no se le puede escribir.")
OTHERS = say("Ya no son las mismas conversaciones: mire la lista otra vez.")


class ConversationService:
	def __init__(
		self,
		session: Session,
		reader: ConversationReader,
		conversations: ConversationRepository,
		letters: LetterService,
		people: ReachClient,
		digests: AddressHasher,
		publisher: Publisher,
	) -> None:
		self._session = session
		self._reader = reader
		self._conversations = conversations
		self._letters = letters
		self._people = people
		self._digests = digests
		self._publisher = publisher

	def start(self, asked: ConversationStart, author: Author) -> Conversation:
		"""Write to a customer; who writes looks after the conversation.

		:raises Invalid: there is no such customer, or no address that may be written to
		"""
		person = self._people.find(asked.customer_id)
		if person is None:
			raise Invalid(GONE, code="no_customer", fields=[FieldError("customer_id", GONE, "no")])
		if person.email is None:
			raise Invalid(
				NO_ADDRESS, code="no_address", fields=[FieldError("text", NO_ADDRESS, "no")]
			)
		row = ConversationRow(
			customer_id=asked.customer_id,
			email=person.email,
			address_hash=self._digests.make(person.email),
			person=person.name[:120],
			subject=asked.subject,
			state=ConversationState.WAITING.value,
			owner=author.subject,
			owner_name=author.name[:120],
			campaign_id=asked.campaign_id,
			campaign_name=asked.campaign_name,
		)
		self._session.add(row)
		self._session.flush()
		return self._send(row, asked, asked.subject, author)

	def answer(self, conversation_id: int, letter: Letter, author: Author) -> Conversation:
		"""Write a mail in a conversation, which then waits for the person.

		:raises Invalid: see `LetterService.send`
		"""
		row = self._reader.find(conversation_id, lock=True)
		if row.owner is None:
			row.owner, row.owner_name = author.subject, author.name[:120]
		return self._send(row, letter, answer_subject(row.subject), author)

	def note(self, conversation_id: int, note: ConversationNote, author: Author) -> Conversation:
		"""Write a note for the staff; the person never sees it."""
		row = self._reader.find(conversation_id, lock=True)
		self._session.add(
			ConversationMailRow(
				conversation_id=row.id,
				customer_id=row.customer_id,
				direction=MailDirection.NOTE.value,
				author=author.name[:120],
				text=note.text,
			)
		)
		self._touch(row, note.text)
		return self._reader.describe(row)

	def mark_read(self, conversation_id: int) -> None:
		"""Note that what came was read."""
		row = self._reader.find(conversation_id)
		if row.is_unread:
			row.is_unread = False

	def change(self, conversation_id: int, patch: ConversationPatch) -> Conversation:
		"""Pass on, put off, close, say whose it is, decide on an objection.

		:raises Conflict: somebody else changed it meanwhile
		:raises Invalid: there is no such customer
		"""
		row = self._reader.find(conversation_id, lock=True)
		if row.version != patch.version:
			raise Conflict(STALE, code="version_conflict")
		if patch.customer_id is not None:
			self._give_to_customer(row, patch.customer_id)
		if patch.objection is not None:
			self._decide(row, patch.objection)
		given = patch.model_dump(include={"state", "priority", "due_at"}, exclude_none=True)
		for name, value in given.items():
			setattr(row, name, getattr(value, "value", value))
		if patch.is_released:
			row.owner, row.owner_name = None, ""
		elif patch.owner is not None:
			row.owner, row.owner_name = patch.owner, patch.owner_name or ""
		row.version += 1
		self._session.flush()
		return self._reader.describe(row)

	def share(self, asked: ConversationShare) -> ConversationsShared:
		"""Give all that match to some of the staff in turn, the oldest first.

		:raises Conflict: they are not as many as the person saw
		"""
		rows = self._conversations.take_matching(asked.filters, MOST_SHARED)
		if len(rows) != asked.expected:
			raise Conflict(OTHERS, code="others_match")
		for row, chosen in zip(rows, cycle(asked.owners), strict=False):
			row.owner, row.owner_name = chosen.owner, chosen.name
			row.version += 1
		return ConversationsShared(changed=len(rows))

	def _send(
		self, row: ConversationRow, letter: Letter, subject: str, author: Author
	) -> Conversation:
		self._letters.send(row, letter, subject, author)
		row.state, row.due_at, row.is_unread = ConversationState.WAITING.value, None, False
		self._touch(row, letter.text)
		return self._reader.describe(row)

	def _touch(self, row: ConversationRow, text: str) -> None:
		row.snippet = " ".join(text.split())[:SNIPPET]
		row.mails += 1
		row.version += 1
		row.last_at = read_now()
		self._session.flush()

	def _give_to_customer(self, row: ConversationRow, customer_id: int) -> None:
		person = self._people.find(customer_id)
		if person is None:
			raise Invalid(GONE, code="no_customer", fields=[FieldError("customer_id", GONE, "no")])
		row.customer_id = customer_id
		self._conversations.give_mails(row.id, customer_id)

	def _decide(self, row: ConversationRow, decision: Objection) -> None:
		"""Accept what somebody asked for, or note that it meant something else."""
		row.objection = decision.value
		if decision is not Objection.ACCEPTED or row.email is None:
			return
		added = SuppressionRepository(self._session).add(
			row.address_hash, SuppressionSource.UNSUBSCRIBE, row.customer_id
		)
		if added:
			payload = RecipientUnsubscribed(
				email=row.email, customer_id=row.customer_id, campaign_id=row.campaign_id
			)
			publish_event(self._session, EventRow, payload, self._publisher)
