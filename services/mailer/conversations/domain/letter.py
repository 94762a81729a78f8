"""Writes a letter as a mail: from a person of the staff, at the company's address, as plain text
and files. It is a person's mail: it says neither that a program wrote it nor that it goes to many.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from mailer.receiving.domain.file_kinds import read_ending
from mailer.sending.domain.headers import write_date
from mailer.sending.domain.message import SenderIdentity

TYPES = {
	"pdf": ("application", "pdf"),
	"png": ("image", "png"),
	"jpg": ("image", "jpeg"),
	"jpeg": ("image", "jpeg"),
	"gif": ("image", "gif"),
	"webp": ("image", "webp"),
	"txt": ("text", "plain"),
	"csv": ("text", "csv"),
	"ics": ("text", "calendar"),
}
ANY_TYPE = ("application", "octet-stream")
MOST_REFERENCES = 10


@dataclass(frozen=True)
class AttachedFile:
	name: str
	content: bytes


@dataclass(frozen=True)
class LetterParts:
	"""`references` are the message ids of what it answers, the oldest first."""

	to: str
	subject: str
	text: str
	message_id: str
	reply_to: str
	sent_at: datetime
	references: Sequence[str] = ()
	files: Sequence[AttachedFile] = field(default_factory=tuple)


def write_letter(parts: LetterParts, author: str, sender: SenderIdentity) -> bytes:
	"""Return the whole message, lines ended by CRLF."""
	mail = EmailMessage(policy=SMTP)
	mail["Date"] = write_date(parts.sent_at)
	mail["From"] = sender.write_from(author)
	mail["To"] = parts.to
	mail["Subject"] = " ".join(parts.subject.split())
	mail["Message-ID"] = f"<{parts.message_id}>"
	if parts.reply_to:
		mail["Reply-To"] = parts.reply_to
	if parts.references:
		mail["In-Reply-To"] = f"<{parts.references[-1]}>"
		chain = parts.references[-MOST_REFERENCES:]
		mail["References"] = " ".join(f"<{one}>" for one in chain)
	mail.set_content(f"{parts.text.rstrip()}\n", cte="quoted-printable")
	mail.add_alternative(_write_page(parts.text), subtype="html", cte="quoted-printable")
	for one in parts.files:
		maintype, subtype = TYPES.get(read_ending(one.name), ANY_TYPE)
		mail.add_attachment(one.content, maintype=maintype, subtype=subtype, filename=one.name)
	return mail.as_bytes()


def _write_page(text: str) -> str:
	"""Return a text as a page: as it is written, its lines kept."""
	lines = escape(text.rstrip())
	return (
		'<!doctype html><html lang="es"><body><div style="white-space:pre-wrap;'
		f'font-family:sans-serif">{lines}</div></body></html>\n'
	)
