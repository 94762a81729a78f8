"""The exchange of mails with one person."""

from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.mailer import conversations as endpoints
from chasqui.contracts.mailer.conversations import (
	BoxCounts,
	Conversation,
	ConversationFilters,
	ConversationNote,
	ConversationPatch,
	ConversationQuery,
	ConversationShare,
	ConversationsShared,
	ConversationStart,
	ConversationsTotal,
	ConversationSummary,
	Letter,
	MailPageQuery,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from mailer.conversations.use_cases.conversation_reader import ConversationReader
from mailer.conversations.use_cases.conversation_service import ConversationService
from mailer.conversations.use_cases.letter_service import Author
from mailer.conversations.wiring import ConversationParts
from mailer.receiving.domain.mail_html import block_pictures

ANY_FILE = "application/octet-stream"
"""What came from anywhere is downloaded, and never shown as what it says that it is."""


def build_blueprint(wiring: ConversationParts) -> Routes:
	routes = Routes("conversations", __name__)

	def read() -> ConversationReader:
		return wiring.make_conversation_reader(read_session(), read_principal())

	@routes.serve(endpoints.list_conversations)
	def list_conversations(*, query: ConversationQuery) -> Page[ConversationSummary]:
		return read().list_page(query)

	@routes.serve(endpoints.count_boxes)
	def count_boxes() -> BoxCounts:
		return read().count_boxes()

	@routes.serve(endpoints.count_matching)
	def count_matching(*, query: ConversationFilters) -> ConversationsTotal:
		return read().count(query)

	@routes.serve(endpoints.show_conversation)
	def show_conversation(*, conversation_id: int) -> Conversation:
		return read().show(conversation_id)

	_add_writing(routes, wiring)
	_add_changes(routes, wiring)
	_add_contents(routes, wiring)
	return routes


def read_author() -> Author:
	"""Return who of the staff asks."""
	who = read_principal()
	return Author(who.subject, who.name)


def _add_writing(routes: Routes, wiring: ConversationParts) -> None:
	"""Add what is written into a conversation."""

	def serve() -> ConversationService:
		return wiring.make_conversation_service(read_session(), read_principal())

	@routes.serve(endpoints.start_conversation)
	def start_conversation(*, body: ConversationStart) -> Conversation:
		wiring.advisor_guard.admit(read_principal(), body.customer_id)
		return serve().start(body, read_author())

	@routes.serve(endpoints.answer_conversation)
	def answer_conversation(*, conversation_id: int, body: Letter) -> Conversation:
		return serve().answer(conversation_id, body, read_author())

	@routes.serve(endpoints.note_conversation)
	def note_conversation(*, conversation_id: int, body: ConversationNote) -> Conversation:
		return serve().note(conversation_id, body, read_author())


def _add_changes(routes: Routes, wiring: ConversationParts) -> None:
	"""Add what becomes of a conversation."""

	def serve() -> ConversationService:
		return wiring.make_conversation_service(read_session(), read_principal())

	@routes.serve(endpoints.read_conversation)
	def read_conversation(*, conversation_id: int) -> None:
		serve().mark_read(conversation_id)

	@routes.serve(endpoints.change_conversation)
	def change_conversation(*, conversation_id: int, body: ConversationPatch) -> Conversation:
		if body.customer_id is not None:
			wiring.advisor_guard.admit(read_principal(), body.customer_id)
		return serve().change(conversation_id, body)

	@routes.serve(endpoints.share_conversations)
	def share_conversations(*, body: ConversationShare) -> ConversationsShared:
		return serve().share(body)


def _add_contents(routes: Routes, wiring: ConversationParts) -> None:
	"""Add what mails hold besides their words."""

	def read() -> ConversationReader:
		return wiring.make_conversation_reader(read_session(), read_principal())

	@routes.serve(endpoints.show_mail_page)
	def show_mail_page(*, conversation_id: int, mail_id: int, query: MailPageQuery) -> Stream:
		page = read().find_mail(conversation_id, mail_id).page
		shown = page if query.with_pictures else block_pictures(page)
		return Stream([shown], "text/html; charset=utf-8")

	@routes.serve(endpoints.show_original)
	def show_original(*, conversation_id: int, mail_id: int) -> Stream:
		content = read().read_original(conversation_id, mail_id)
		return Stream([content], ANY_FILE, file_name=f"correo-{mail_id}.eml")

	@routes.serve(endpoints.show_file)
	def show_file(*, conversation_id: int, file_id: int) -> Stream:
		found = read().find_file(conversation_id, file_id)
		return Stream([found.content], ANY_FILE, file_name=found.name)
