"""What is read out of a mail that came."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Automatic(StrEnum):
	"""A mail that no person wrote (RFC 3834); nothing answers it by itself."""

	REPLY = "reply"
	"""Out of office, received, on holiday."""
	GENERATED = "generated"
	BULK = "bulk"
	"""A newsletter, or a list."""


class Flaw(StrEnum):
	"""What is said of a mail to who reads it."""

	UNREADABLE = "unreadable"
	"""It is kept as it came, and shows nothing."""
	CUT = "cut"
	"""Only its beginning is shown; the whole is kept."""
	PARTS = "parts"
	"""It has more parts than are read."""


@dataclass(frozen=True)
class ParsedFile:
	"""`is_safe`: its name and its content say the same of it, and that is no program."""

	name: str
	content: bytes
	is_safe: bool


@dataclass(frozen=True)
class ParsedMail:
	"""`references` are the message ids that it answers, the nearest first; `text` is what is new of
	it, `quoted` what it repeats. Addresses are normalised.
	"""

	message_id: str = ""
	references: Sequence[str] = ()
	sender: str = ""
	sender_name: str = ""
	recipients: Sequence[str] = ()
	subject: str = ""
	sent_at: datetime | None = None
	text: str = ""
	quoted: str = ""
	html: str = ""
	files: Sequence[ParsedFile] = ()
	automatic: Automatic | None = None
	is_report: bool = False
	"""A mail server's: of a mail that did not arrive, or that somebody complained of."""
	flaws: Sequence[Flaw] = field(default_factory=tuple)
