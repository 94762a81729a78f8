"""Words of the mailer: the exchange of mails with one person (K25)."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Base64Bytes, Field, model_validator

from chasqui.contracts.customers.list_values import Many, SearchText
from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.contracts.wire import Contract, Instant, tidy
from chasqui.kernel.texts.text import say

SORTS = ("last", "due", "priority")
SORT_PATTERN = rf"^-?({'|'.join(SORTS)})$"
MOST_FILES = 5
MOST_ATTACHED = 10 * 1024 * 1024
"""Bytes, of all files of a mail; base 64 makes a third more of them on the wire."""
LONGEST_TEXT = 50_000
MOST_SHARED = 500
Owner = Annotated[str, Field(pattern=r"^staff:\d{1,18}$")]
Subject = Annotated[str, AfterValidator(tidy), Field(min_length=1, max_length=150)]


class ConversationState(StrEnum):
	"""`open`: it is our turn. `waiting`: it is the person's."""

	OPEN = "open"
	WAITING = "waiting"
	CLOSED = "closed"


class ConversationBox(StrEnum):
	"""Which conversations a list shows; `unknown` are those of nobody we know."""

	MINE = "mine"
	UNASSIGNED = "unassigned"
	ALL = "all"
	UNKNOWN = "unknown"


class Priority(StrEnum):
	NORMAL = "normal"
	HIGH = "high"


class MailDirection(StrEnum):
	"""A note is of the staff among themselves; nobody else ever sees it."""

	IN = "in"
	OUT = "out"
	NOTE = "note"


class Objection(StrEnum):
	"""What somebody seems to have written: that they want no mails. A person decides on it."""

	PROPOSED = "proposed"
	ACCEPTED = "accepted"
	DISMISSED = "dismissed"


class ConversationFilters(Contract):
	q: SearchText | None = None
	"""Words of the subject, or a part of an address."""
	ids: Many[int] = []
	box: ConversationBox = ConversationBox.ALL
	state: Many[ConversationState] = []
	priority: Many[Priority] = []
	customer_id: Many[int] = []
	campaign_id: Many[int] = []
	owner: Many[Owner] = []
	is_unread: bool | None = None
	is_late: bool | None = None
	"""Its deadline is over and it is still our turn."""


class ConversationQuery(ConversationFilters):
	sort: str = Field(default="-last", pattern=SORT_PATTERN)
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class BoxCounts(Contract):
	"""How many are open, by box, and how many of one's own are unread or late."""

	mine: int
	unassigned: int
	all: int
	unknown: int
	unread: int
	late: int


class ConversationSummary(Contract):
	id: int
	version: int
	customer_id: int | None
	email: str | None
	"""Null: the person was erased."""
	person: str = ""
	"""As they write themselves."""
	subject: str
	snippet: str = ""
	state: ConversationState
	priority: Priority = Priority.NORMAL
	owner: str | None = None
	owner_name: str = ""
	campaign_id: int | None = None
	campaign_name: str = ""
	is_unread: bool
	due_at: Instant | None = None
	is_late: bool = False
	objection: Objection | None = None
	mails: int
	last_at: Instant


class MailFile(Contract):
	"""`is_safe`: its name and its content agree, and it is of a known kind."""

	id: int
	name: str
	size: int
	is_safe: bool


class ConversationMail(Contract):
	"""`state` and `reason` are those of the delivery of a mail of ours."""

	id: int
	direction: MailDirection
	author: str
	email: str | None = None
	subject: str = ""
	text: str = ""
	quoted: str = ""
	has_page: bool = False
	has_remote_pictures: bool = False
	is_automatic: bool = False
	is_from_elsewhere: bool = False
	"""It came from another address than the conversation's."""
	flaws: list[str] = []
	state: DeliveryState | None = None
	reason: str | None = None
	files: list[MailFile] = []
	at: Instant


class Conversation(ConversationSummary):
	"""With its latest mails, the oldest first."""

	items: list[ConversationMail]
	is_cut: bool = False


class MailPageQuery(Contract):
	"""Pictures from elsewhere show their sender that the mail is read."""

	with_pictures: bool = False


class LetterFile(Contract):
	name: str = Field(min_length=1, max_length=200)
	content: Base64Bytes


class Letter(Contract):
	"""What somebody of the staff writes to a person."""

	text: str = Field(min_length=1, max_length=LONGEST_TEXT)
	files: list[LetterFile] = Field(default=[], max_length=MOST_FILES)

	@model_validator(mode="after")
	def refuse_heavy(self) -> "Letter":
		"""Refuse what many servers would not take."""
		if sum(len(one.content) for one in self.files) > MOST_ATTACHED:
			raise ValueError(say("Lo adjunto pesa más de 10 MB."))
		return self


class ConversationStart(Letter):
	"""The first mail to a customer, who has an address."""

	customer_id: int = Field(ge=1, le=2**63 - 1)
	subject: Subject
	campaign_id: int | None = Field(default=None, ge=1, le=2**63 - 1)
	campaign_name: str = Field(default="", max_length=120)


class ConversationNote(Contract):
	text: str = Field(min_length=1, max_length=LONGEST_TEXT)


class ConversationPatch(Contract):
	"""What is not named stays as it is."""

	version: int
	state: ConversationState | None = None
	priority: Priority | None = None
	owner: Owner | None = None
	owner_name: str | None = Field(default=None, max_length=120)
	is_released: bool = False
	"""Nobody looks after it any more."""
	due_at: Instant | None = None
	customer_id: int | None = Field(default=None, ge=1, le=2**63 - 1)
	"""Whose it is, where nobody was known."""
	objection: Objection | None = None


class OwnerChoice(Contract):
	owner: Owner
	name: str = Field(min_length=1, max_length=120)


class ConversationShare(Contract):
	"""Gives all that match, of which the person saw `expected`, to some, in turn."""

	filters: ConversationFilters
	expected: int = Field(ge=1, le=MOST_SHARED)
	owners: list[OwnerChoice] = Field(min_length=1, max_length=50)


class ConversationsShared(Contract):
	changed: int


class ConversationsTotal(Contract):
	"""How many match."""

	total: int


class CannedAnswerFields(Contract):
	"""`text` may have merge fields: ``{{ nombre }}``, ``{{ asesor }}``, ``{{ empresa }}``."""

	name: str = Field(min_length=1, max_length=80)
	text: str = Field(min_length=1, max_length=LONGEST_TEXT)


class CannedAnswer(CannedAnswerFields):
	id: int
	version: int


class CannedAnswerPatch(CannedAnswerFields):
	version: int
