"""Shows the exchange of mails to whom it concerns."""

from collections.abc import Callable

from chasqui.contracts.mailer.conversations import (
	BoxCounts,
	Conversation,
	ConversationFilters,
	ConversationQuery,
	ConversationsTotal,
	ConversationSummary,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from mailer.conversations.models.conversation import (
	ConversationFileRow,
	ConversationMailRow,
	ConversationRow,
)
from mailer.conversations.repositories.conversations import ConversationRepository
from mailer.conversations.repositories.mails import ConversationMailRepository
from mailer.conversations.use_cases.conversation_view import show, summarise

Admit = Callable[[int], None]
"""Raises NotFound where who asks may not see a customer."""


class ConversationReader:
	"""As one of the staff sees them: `subject`, who sees everybody's or (not `sees_all`) those in
	their charge, whom `admit` lets pass.
	"""

	def __init__(
		self,
		conversations: ConversationRepository,
		mails: ConversationMailRepository,
		*,
		subject: str,
		sees_all: bool,
		admit: Admit,
	) -> None:
		self._conversations = conversations
		self._mails = mails
		self._subject = subject
		self._sees_all = sees_all
		self._admit = admit

	def list_page(self, query: ConversationQuery) -> Page[ConversationSummary]:
		"""Return a page of a box; of customers, if one may see them.

		:raises NotFound: it asks for customers of others
		"""
		self._admit_asked(query)
		rows, following = self._conversations.list_page(query)
		now = read_now()
		items = [summarise(row, now) for row in rows]
		return Page[ConversationSummary](items=items, next_cursor=following)

	def count(self, filters: ConversationFilters) -> ConversationsTotal:
		self._admit_asked(filters)
		return ConversationsTotal(total=self._conversations.count(filters))

	def count_boxes(self) -> BoxCounts:
		return self._conversations.count_boxes()

	def find(self, conversation_id: int, *, lock: bool = False) -> ConversationRow:
		"""Return a conversation that concerns who asks.

		:raises NotFound: there is none, or it is others'
		"""
		row = self._conversations.find(conversation_id, lock=lock)
		if self._sees_all or row.owner == self._subject:
			return row
		if row.customer_id is None:
			raise NotFound(say("No existe esa conversación."), code="no_conversation")
		self._admit(row.customer_id)
		return row

	def show(self, conversation_id: int) -> Conversation:
		"""Return a conversation with its mails.

		:raises NotFound: there is none, or it is others'
		"""
		return self.describe(self.find(conversation_id))

	def describe(self, row: ConversationRow) -> Conversation:
		"""Return a conversation that was found, with its mails."""
		mails = self._mails.list_latest(row.id)
		files = self._mails.list_files(one.row.id for one in mails)
		return show(row, mails, files, read_now())

	def find_mail(self, conversation_id: int, mail_id: int) -> ConversationMailRow:
		"""Return a mail of a conversation that concerns who asks."""
		self.find(conversation_id)
		return self._mails.find(conversation_id, mail_id)

	def find_file(self, conversation_id: int, file_id: int) -> ConversationFileRow:
		"""Return a file of a conversation that concerns who asks."""
		self.find(conversation_id)
		return self._mails.find_file(conversation_id, file_id)

	def read_original(self, conversation_id: int, mail_id: int) -> bytes:
		"""Return a mail as it came.

		:raises NotFound: it did not come, it was written here; or it is not kept any more
		"""
		mail = self.find_mail(conversation_id, mail_id)
		found = self._mails.find_original(mail.received_id) if mail.received_id else None
		if found is None:
			raise NotFound(say("De ese correo no se guarda el original."), code="no_original")
		return found

	def _admit_asked(self, asked: ConversationFilters) -> None:
		if not self._sees_all:
			for customer_id in asked.customer_id:
				self._admit(customer_id)
