"""Files what persons write: into the conversation that it answers, or into a new one.

By what it is known, in this order: the signed token of the address that it came to; the message ids
that it answers, if it comes from whom they went to; the sender, with the same subject; the sender.
What no person wrote opens no conversation: a run to many brings hundreds of out-of-office mails.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from chasqui.contracts.mail_events import MailAnswered
from chasqui.contracts.mailer.conversations import (
	ConversationState,
	MailDirection,
	Objection,
	Priority,
)
from chasqui.kernel.clock import read_now
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher
from mailer.conversations.clients import ReachClient
from mailer.conversations.domain.objection_words import asks_for_no_mail
from mailer.conversations.domain.subjects import strip_prefixes
from mailer.conversations.models.conversation import (
	ConversationFileRow,
	ConversationMailRow,
	ConversationRow,
)
from mailer.conversations.repositories.conversations import ConversationRepository
from mailer.conversations.repositories.mails import ConversationMailRepository
from mailer.designs.domain.address_digests import AddressHasher
from mailer.receiving.domain.address_tokens import AddressSigner, TokenKind
from mailer.receiving.domain.parsed_mail import ParsedMail
from mailer.receiving.models import ReceivedMailRow
from mailer.runs.models.delivery import DeliveryRow
from mailer.runs.models.run import RunRow
from mailer.tables import EventRow

SNIPPET = 160
NOBODY = "(sin remitente)"


class AnswerHandler:
	def __init__(
		self,
		signer: AddressSigner,
		digests: AddressHasher,
		people: ReachClient,
		patience: timedelta,
		publisher: Publisher,
	) -> None:
		self._signer = signer
		self._digests = digests
		self._people = people
		self._patience = patience
		self._publisher = publisher

	def handle(self, session: Session, received: ReceivedMailRow, mail: ParsedMail) -> str | None:
		"""File a mail; what a mail server reports is not for here."""
		if mail.is_report:
			return None
		known = self._find(session, received, mail)
		if known is None:
			if mail.automatic is not None:
				return f"automatic_{mail.automatic.value}"
			known = self._open(session, mail)
		received.customer_id = known.customer_id
		self._add(session, known, received, mail)
		return "conversation"

	def _find(
		self, session: Session, received: ReceivedMailRow, mail: ParsedMail
	) -> ConversationRow | None:
		addresses = [received.recipient] if received.recipient else []
		token = self._signer.read([*addresses, *mail.recipients])
		mails = ConversationMailRepository(session)
		if token is not None:
			return self._find_by_token(session, *token, mail)
		by_id = mails.find_conversation(mail.references)
		if by_id is not None and by_id.email == mail.sender:
			return by_id
		digest = self._digests.make(mail.sender)
		subject = strip_prefixes(mail.subject)
		return ConversationRepository(session).find_going_on(digest, subject, read_now())

	def _find_by_token(
		self, session: Session, kind: TokenKind, number: int, mail: ParsedMail
	) -> ConversationRow | None:
		if kind is TokenKind.CONVERSATION:
			return session.get(ConversationRow, number)
		delivery = session.get(DeliveryRow, number) if kind is TokenKind.REPLY else None
		if delivery is None:
			return None
		found = ConversationMailRepository(session).find_by_run(delivery.run_id)
		if found is None and mail.automatic is None:
			found = self._open_for(session, delivery, mail)
		return found

	def _open_for(
		self, session: Session, delivery: DeliveryRow, mail: ParsedMail
	) -> ConversationRow | None:
		"""Open a conversation about a mail of a campaign; an erased person's address is unknown."""
		run = session.get_one(RunRow, delivery.run_id)
		subject = strip_prefixes(mail.subject)
		address = delivery.email or mail.sender
		going_on = ConversationRepository(session).find_going_on(
			self._digests.make(address), subject, read_now()
		)
		if going_on is not None and going_on.campaign_id == run.campaign_id:
			return going_on
		known = self._build(address, delivery.customer_id, mail)
		known.campaign_id, known.campaign_name = run.campaign_id, run.campaign_name
		known.priority = Priority.HIGH.value
		self._choose_owner(session, known)
		session.add(known)
		session.flush()
		return known

	def _open(self, session: Session, mail: ParsedMail) -> ConversationRow:
		person = self._people.find_by_address(mail.sender) if mail.sender else None
		known = self._build(mail.sender, person.customer_id if person else None, mail)
		self._choose_owner(session, known)
		session.add(known)
		session.flush()
		return known

	def _build(self, email: str, customer_id: int | None, mail: ParsedMail) -> ConversationRow:
		return ConversationRow(
			customer_id=customer_id,
			email=email or None,
			address_hash=self._digests.make(email),
			person=(mail.sender_name or email or NOBODY)[:120],
			subject=strip_prefixes(mail.subject),
			state=ConversationState.OPEN.value,
			mails=0,
			version=0,
		)

	def _choose_owner(self, session: Session, known: ConversationRow) -> None:
		"""Give a conversation to whose customer it is, or to who wrote with them last."""
		if known.customer_id is None:
			return
		person = self._people.find(known.customer_id)
		if person is not None and person.advisor is not None:
			known.owner, known.owner_name = f"staff:{person.advisor.id}", person.advisor.name
			return
		last = ConversationRepository(session).find_last_owner(known.customer_id)
		if last is not None:
			known.owner, known.owner_name = last

	def _add(
		self, session: Session, known: ConversationRow, received: ReceivedMailRow, mail: ParsedMail
	) -> None:
		row = ConversationMailRow(
			conversation_id=known.id,
			customer_id=known.customer_id,
			direction=MailDirection.IN.value,
			author=(mail.sender_name or mail.sender or NOBODY)[:120],
			email=mail.sender or None,
			subject=mail.subject,
			text=mail.text,
			quoted=mail.quoted,
			page=mail.html,
			message_id=mail.message_id,
			received_id=received.id,
			is_automatic=mail.automatic is not None,
			flaws=[one.value for one in mail.flaws],
		)
		session.add(row)
		session.flush()
		session.add_all(
			ConversationFileRow(
				mail_id=row.id,
				customer_id=known.customer_id,
				name=one.name,
				size=len(one.content),
				is_safe=one.is_safe,
				content=one.content,
			)
			for one in mail.files
		)
		self._take_turn(known, mail)
		if mail.automatic is None:
			self._publish(session, known)

	def _publish(self, session: Session, known: ConversationRow) -> None:
		"""Notify the campaign whose mail was answered."""
		if known.campaign_id is None or known.customer_id is None:
			return
		payload = MailAnswered(
			customer_id=known.customer_id,
			campaign_id=known.campaign_id,
			answered_at=known.last_at or read_now(),
		)
		publish_event(session, EventRow, payload, self._publisher)

	def _take_turn(self, known: ConversationRow, mail: ParsedMail) -> None:
		"""It is our turn now, unless a program answered."""
		known.mails += 1
		known.version += 1
		known.last_at = read_now()
		known.snippet = " ".join(mail.text.split())[:SNIPPET]
		if mail.automatic is not None:
			return
		known.state, known.is_unread = ConversationState.OPEN.value, True
		known.due_at = known.due_at or read_now() + self._patience
		if asks_for_no_mail(mail.subject, mail.text) and known.objection is None:
			known.objection = Objection.PROPOSED.value
