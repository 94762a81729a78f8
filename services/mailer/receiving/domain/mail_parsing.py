"""Reads a mail as it came: whoever wrote it, and however wrongly.

Limits keep one mail from taking the worker's time or memory: its depth, its parts, what they
decode to. What cannot be read is said (`Flaw`); the raw mail is kept whatever happens here.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from chasqui.contracts.mailer.addresses import MAX_LENGTH, normalise_address
from mailer.designs.domain.characters import replace_controls
from mailer.designs.domain.plain_text import write_plain_text
from mailer.receiving.domain.automatic_mail import is_report, judge_automatic
from mailer.receiving.domain.charsets import decode_text, read_header, read_raw_header
from mailer.receiving.domain.file_kinds import clean_name, is_what_it_says
from mailer.receiving.domain.mail_html import MOST_BYTES, clean_page
from mailer.receiving.domain.parsed_mail import Flaw, ParsedFile, ParsedMail
from mailer.receiving.domain.reply_text import split_reply

DEEPEST = 50
MOST_PARTS = 200
MOST_DECODED = 40 * 1024 * 1024
MOST_ADDRESSES = 200
MOST_REFERENCES = 50
LONGEST_SUBJECT = 300
# Program authors write ids that the standard library does not read; this is what all look like.
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,990})>|<([^<>]{1,990})>")
RECIPIENT_HEADERS = ("Delivered-To", "X-Original-To", "To", "Cc")


def parse_mail(raw: bytes, envelope_sender: str | None = None) -> ParsedMail:
	"""Return what a mail says; one that cannot be read has the flaw alone."""
	try:
		message = message_from_bytes(raw, policy=compat32)
		return _parse(message, envelope_sender)
	except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError):
		return ParsedMail(flaws=(Flaw.UNREADABLE,))


def digest_mail(raw: bytes) -> bytes:
	"""Return by what a mail is known again when it is delivered twice (32 bytes).

	Without trace headers, which each delivery writes anew; not by its Message-ID alone, which may
	be missing, used again, or forged.
	"""
	head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
	try:
		message = message_from_bytes(head + b"\n\n", policy=compat32)
		names = ("Message-ID", "From", "Date")
		known = "\n".join(read_raw_header(message, name) for name in names)
	except (RecursionError, ValueError):
		known = ""
	return hashlib.sha256(known.encode("utf-8", "replace") + b"\0" + body.strip()).digest()


def read_ids(text: str) -> list[str]:
	"""Return the message ids of a header, without their brackets."""
	return [first or second for first, second in _MESSAGE_ID.findall(text)]


def _parse(message: Message, envelope_sender: str | None) -> ParsedMail:
	name, sender = _read_sender(message)
	plain, html, files, flaws = _read_parts(message)
	page = clean_page(html)
	text, quoted, is_cut = split_reply(plain or (write_plain_text(page) if page else ""))
	if is_cut or (html and not page):
		flaws.append(Flaw.CUT)
	return ParsedMail(
		message_id=next(iter(read_ids(read_raw_header(message, "Message-ID"))), "")[:990],
		references=_read_references(message),
		sender=sender,
		sender_name=name[:120],
		recipients=_read_recipients(message),
		subject=_clean(read_header(message, "Subject"))[:LONGEST_SUBJECT],
		sent_at=_read_date(message),
		text=_strip_nulls(text),
		quoted=_strip_nulls(quoted),
		html=_strip_nulls(page),
		files=files,
		automatic=judge_automatic(message, sender),
		is_report=is_report(message, envelope_sender),
		flaws=tuple(dict.fromkeys(flaws)),
	)


def _read_sender(message: Message) -> tuple[str, str]:
	for header in ("From", "Sender", "Return-Path"):
		for name, address in getaddresses([read_raw_header(message, header)]):
			known = normalise_address(address)
			if "@" in known and len(known) <= MAX_LENGTH:
				shown = _clean(_decode_name(message, header, name))
				return shown, _clean(known)
	return "", ""


def _decode_name(message: Message, header: str, name: str) -> str:
	"""Return a sender's name decoded; addresses are parsed before, so that no name becomes one."""
	single = Message()
	single[header] = name
	return read_header(single, header) or read_header(message, header).partition("<")[0]


def _read_recipients(message: Message) -> list[str]:
	raw = [
		str(value)[: MAX_LENGTH * MOST_ADDRESSES]
		for key, value in message.raw_items()
		if key.title() in RECIPIENT_HEADERS
	]
	found = (normalise_address(address) for _, address in getaddresses(raw))
	return list(dict.fromkeys(one for one in found if "@" in one))[:MOST_ADDRESSES]


def _read_references(message: Message) -> list[str]:
	answered = read_ids(read_raw_header(message, "In-Reply-To"))
	chain = read_ids(read_raw_header(message, "References"))
	return list(dict.fromkeys([*answered, *reversed(chain)]))[:MOST_REFERENCES]


def _read_date(message: Message) -> datetime | None:
	try:
		found = parsedate_to_datetime(read_raw_header(message, "Date"))
		return found if found.tzinfo else found.replace(tzinfo=UTC)
	except (ValueError, TypeError, OverflowError):
		return None


def _read_parts(message: Message) -> tuple[str, str, list[ParsedFile], list[Flaw]]:
	plain, html, files, flaws = "", "", [], []
	left = MOST_DECODED
	for number, part in enumerate(_walk(message, 0)):
		if number >= MOST_PARTS or left <= 0:
			flaws.append(Flaw.PARTS)
			break
		content = _decode(part)
		left -= len(content)
		kind, charset = part.get_content_type(), _read_charset(part)
		is_file = part.get_content_disposition() == "attachment" or bool(part.get_filename())
		if not is_file and kind == "text/plain" and not plain:
			plain = decode_text(content, charset)
		elif not is_file and kind == "text/html" and not html:
			html = decode_text(content[: MOST_BYTES + 1], charset)
		elif content:
			files.append(_read_file(part, content))
	return plain, html, files, flaws


def _walk(message: Message, depth: int) -> Iterator[Message]:
	"""Yield the parts that hold something. A mail in a mail is a file of this one."""
	if depth > DEEPEST:
		return
	if message.get_content_maintype() == "multipart" and message.is_multipart():
		for part in message.get_payload():
			if isinstance(part, Message):
				yield from _walk(part, depth + 1)
	else:
		yield message


def _decode(part: Message) -> bytes:
	if part.get_content_maintype() == "message":
		inner = part.get_payload()
		first = inner[0] if isinstance(inner, list) and inner else None
		if isinstance(first, Message):
			return first.as_bytes(policy=compat32)
	content = part.get_payload(decode=True)
	return content if isinstance(content, bytes) else b""


def _read_charset(part: Message) -> str | None:
	try:
		return part.get_content_charset()
	except (LookupError, ValueError, TypeError):
		return None


def _read_file(part: Message, content: bytes) -> ParsedFile:
	single = Message()
	single["Subject"] = str(part.get_filename() or "")
	named = read_header(single, "Subject")
	ending = "eml" if part.get_content_maintype() == "message" else "bin"
	name = clean_name(_clean(named) or f"archivo.{ending}")
	return ParsedFile(name, content, is_what_it_says(name, content))


def _clean(text: str) -> str:
	return " ".join(replace_controls(text, " ").split())


def _strip_nulls(text: str) -> str:
	"""Return a text that PostgreSQL keeps: it has no letter 0, and no half characters."""
	return text.replace("\0", "").encode("utf-8", "replace").decode()
