"""Conversations: found, listed, counted."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import case, func, or_, select, text, true, update
from sqlalchemy.orm import Session

from chasqui.contracts.mailer.conversations import (
	BoxCounts,
	ConversationBox,
	ConversationFilters,
	ConversationQuery,
	ConversationState,
	Priority,
)
from chasqui.kernel.data.listings import Condition, Filters, Listing, pick_columns
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from mailer.conversations.models.conversation import (
	ConversationFileRow,
	ConversationMailRow,
	ConversationRow,
)
from mailer.receiving.models import ReceivedMailRow

OPEN = ConversationRow.state == ConversationState.OPEN.value
FRESH_FOR = timedelta(days=60)
"""So long a new mail with the same subject goes on with what was written before."""
NEVER = func.coalesce(ConversationRow.due_at, text("'infinity'::timestamptz"))
RANK = case((ConversationRow.priority == Priority.HIGH.value, 1), else_=0)


def ask_late() -> Condition:
	return OPEN & (ConversationRow.due_at < func.now())


def _match(asked: ConversationFilters) -> list[Condition]:
	found: list[Condition] = []
	if asked.is_late is not None:
		late = func.coalesce(ask_late(), False)
		found.append(late if asked.is_late else ~late)
	if asked.q:
		row, words = ConversationRow, asked.q
		found.append(
			or_(
				row.subject.icontains(words, autoescape=True),
				row.email.contains(words.lower(), autoescape=True),
				row.person.icontains(words, autoescape=True),
			)
		)
	return found


CONVERSATIONS = Listing[ConversationRow](
	select(ConversationRow),
	ConversationRow.id,
	Filters(
		{
			"ids": ConversationRow.id,
			**pick_columns(
				ConversationRow,
				"state",
				"priority",
				"customer_id",
				"campaign_id",
				"owner",
				"is_unread",
			),
		},
		rules=[_match],
	),
	sorts={"last": ConversationRow.last_at, "due": NEVER, "priority": RANK},
)


class ConversationRepository:
	"""As one of the staff sees them; `sees_all` of everybody."""

	def __init__(self, session: Session, subject: str = "", *, sees_all: bool = True) -> None:
		self._session = session
		self._subject = subject
		self._sees_all = sees_all

	def find(self, conversation_id: int, *, lock: bool = False) -> ConversationRow:
		"""Return a conversation, whoever asks; `lock` it to change it.

		:raises NotFound: there is none
		"""
		row = self._session.get(ConversationRow, conversation_id, with_for_update=lock or None)
		if row is None:
			raise NotFound(say("No existe esa conversación."), code="no_conversation")
		return row

	def list_page(self, asked: ConversationQuery) -> tuple[list[ConversationRow], str | None]:
		"""Return a page of a box."""
		return CONVERSATIONS.fetch_page(self._session, asked, *self._ask_box(asked))

	def count(self, asked: ConversationFilters) -> int:
		"""Return how many match."""
		return CONVERSATIONS.count(self._session, asked, *self._ask_box(asked))

	def take_matching(self, asked: ConversationFilters, most: int) -> Sequence[ConversationRow]:
		"""Return those that match, at most so many and one, the oldest first, to be changed."""
		query = (
			select(ConversationRow)
			.where(*self._ask_box(asked), *CONVERSATIONS.filters.build(asked))
			.order_by(ConversationRow.id)
			.limit(most + 1)
			.with_for_update()
		)
		return self._session.scalars(query).all()

	def count_boxes(self) -> BoxCounts:
		"""Return how many are open, by box."""
		row, mine = ConversationRow, ConversationRow.owner == self._subject
		unassigned = row.owner.is_(None) & row.customer_id.is_not(None)
		known = {
			"mine": OPEN & mine,
			"unassigned": OPEN & unassigned,
			"all": OPEN & row.customer_id.is_not(None),
			"unknown": OPEN & row.customer_id.is_(None),
			"unread": mine & row.is_unread,
			"late": mine & ask_late(),
		}
		counts = [func.count().filter(one).label(name) for name, one in known.items()]
		scope = true() if self._sees_all else mine
		# What is over is not looked at: of years of conversations few are open or unread.
		query = select(*counts).where(scope, OPEN | row.is_unread)
		return BoxCounts.model_validate(dict(self._session.execute(query).one()._mapping))

	def find_going_on(self, digest: bytes, subject: str, now: datetime) -> ConversationRow | None:
		"""Return the latest conversation with an address that a mail of a subject goes on with."""
		row = ConversationRow
		query = (
			select(row)
			.where(row.address_hash == digest, row.last_at > now - FRESH_FOR)
			.where(func.lower(row.subject) == subject.lower())
			.order_by(row.last_at.desc())
			.limit(1)
		)
		return self._session.scalar(query)

	def find_last_owner(self, customer_id: int) -> tuple[str, str] | None:
		"""Return who of the staff wrote last with a customer."""
		row = ConversationRow
		query = (
			select(row.owner, row.owner_name)
			.where(row.customer_id == customer_id, row.owner.is_not(None))
			.order_by(row.last_at.desc())
			.limit(1)
		)
		found = self._session.execute(query).first()
		return (str(found.owner), found.owner_name) if found else None

	def give_mails(self, conversation_id: int, customer_id: int) -> None:
		"""Note whose the mails of a conversation are, their files and what came."""
		mail, file, came = ConversationMailRow, ConversationFileRow, ReceivedMailRow
		mine = select(mail.id).where(mail.conversation_id == conversation_id)
		received = select(mail.received_id).where(mail.conversation_id == conversation_id)
		for row, condition in (
			(file, file.mail_id.in_(mine)),
			(came, came.id.in_(received)),
			(mail, mail.conversation_id == conversation_id),
		):
			self._session.execute(update(row).where(condition).values(customer_id=customer_id))

	def list_person(self, person: Sequence[int], limit: int) -> Sequence[ConversationRow]:
		"""Return the newest conversations with the records of a person."""
		row = ConversationRow
		query = select(row).where(row.customer_id.in_(person)).order_by(row.id.desc())
		return self._session.scalars(query.limit(limit)).all()

	def _ask_box(self, asked: ConversationFilters) -> list[Condition]:
		row, mine = ConversationRow, ConversationRow.owner == self._subject
		if asked.box is ConversationBox.MINE:
			return [mine]
		# A list of one's customers' conversations is of those whom the caller was admitted to.
		scope = [] if self._sees_all or asked.customer_id else [mine]
		return {
			ConversationBox.UNASSIGNED: [row.owner.is_(None), row.customer_id.is_not(None), *scope],
			ConversationBox.UNKNOWN: [row.customer_id.is_(None), *scope],
			ConversationBox.ALL: [*scope],
		}[asked.box]
