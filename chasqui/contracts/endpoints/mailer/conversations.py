"""The exchange of mails with one person over HTTP (K25). A double click is one mail."""

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoint import Once, Stream
from chasqui.contracts.endpoints.mailer import API
from chasqui.contracts.mailer.conversations import (
	BoxCounts,
	CannedAnswer,
	CannedAnswerFields,
	CannedAnswerPatch,
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

WRITE, MANAGE = Permission.CONVERSATIONS_WRITE, Permission.CONVERSATIONS_MANAGE


@API.declare("GET", "/v1/conversations", WRITE)
def list_conversations(*, query: ConversationQuery) -> Page[ConversationSummary]:
	"""List conversations: of who may not see all, those of their own and of their customers."""


@API.declare("GET", "/v1/conversation-counts", WRITE)
def count_boxes() -> BoxCounts: ...


@API.declare("GET", "/v1/conversation-total", WRITE)
def count_matching(*, query: ConversationFilters) -> ConversationsTotal: ...


@API.declare("POST", "/v1/conversations", WRITE, status=201, once=Once.MUST, is_large=True)
def start_conversation(*, body: ConversationStart) -> Conversation: ...


@API.declare("GET", "/v1/conversations/{conversation_id}", WRITE)
def show_conversation(*, conversation_id: int) -> Conversation: ...


@API.declare("PATCH", "/v1/conversations/{conversation_id}", WRITE)
def change_conversation(*, conversation_id: int, body: ConversationPatch) -> Conversation: ...


@API.declare("POST", "/v1/conversations/{conversation_id}/read", WRITE)
def read_conversation(*, conversation_id: int) -> None:
	"""Note that somebody has read what came."""


@API.declare(
	"POST",
	"/v1/conversations/{conversation_id}/mails",
	WRITE,
	status=201,
	once=Once.MUST,
	is_large=True,
)
def answer_conversation(*, conversation_id: int, body: Letter) -> Conversation: ...


@API.declare("POST", "/v1/conversations/{conversation_id}/notes", WRITE, status=201, once=Once.MUST)
def note_conversation(*, conversation_id: int, body: ConversationNote) -> Conversation:
	"""Write a note that the staff alone sees."""


@API.declare("POST", "/v1/conversation-shares", MANAGE, once=Once.MAY)
def share_conversations(*, body: ConversationShare) -> ConversationsShared: ...


@API.declare("GET", "/v1/conversations/{conversation_id}/mails/{mail_id}/page", WRITE)
def show_mail_page(*, conversation_id: int, mail_id: int, query: MailPageQuery) -> Stream:
	"""Show a mail's HTML, cleaned, with its pictures from elsewhere where that is asked."""


@API.declare("GET", "/v1/conversations/{conversation_id}/mails/{mail_id}/original", WRITE)
def show_original(*, conversation_id: int, mail_id: int) -> Stream:
	"""Download a mail as it came."""


@API.declare("GET", "/v1/conversations/{conversation_id}/files/{file_id}", WRITE)
def show_file(*, conversation_id: int, file_id: int) -> Stream: ...


@API.declare("GET", "/v1/canned-answers", WRITE)
def list_canned_answers() -> Page[CannedAnswer]: ...


@API.declare("POST", "/v1/canned-answers", MANAGE, status=201)
def add_canned_answer(*, body: CannedAnswerFields) -> CannedAnswer: ...


@API.declare("PATCH", "/v1/canned-answers/{answer_id}", MANAGE)
def change_canned_answer(*, answer_id: int, body: CannedAnswerPatch) -> CannedAnswer: ...


@API.declare("DELETE", "/v1/canned-answers/{answer_id}", MANAGE)
def delete_canned_answer(*, answer_id: int) -> None: ...
