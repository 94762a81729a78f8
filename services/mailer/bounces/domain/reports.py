"""Reads what a mail server reports of a mail that did not arrive (RFC 3464, RFC 5965, or prose)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from chasqui.contracts.mailer.addresses import normalise_address
from mailer.receiving.domain.charsets import decode_text, read_header, read_raw_header
from mailer.receiving.domain.mail_parsing import read_ids

MOST_PROSE = 6_000
RUN_HEADER = "X-Chasqui-Run"
# Where programs that write no RFC 3464 begin to repeat the mail that came back.
_COPY = re.compile(
	r"(?im)^\W*(.{0,20}(original|returned|below|copy of).{0,40}(message|mail|header)"
	r"|received: from |return-path: ?<|-{3,}.{0,40}(unsent|undelivered|headers).*"
	r"|message-id: ?<|dkim-signature:|the following is a copy)"
)
_AFTER_DATA = re.compile(
	r"(?i)(in reply to|after) (the )?(end of )?data\b|following data|end of data\b"
	r"|>>> ?data\s+<<< 55[0-3]"
)
_FAILED = re.compile(
	r"(?i)fail|undeliver|return|reject|delivery status|mail delivery|no entregad|delayed|warning"
	r"|error"
)
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_REPLY = re.compile(r"(?<![\d.])([45]\d\d)(?=[ \-])(?!\.\d)")
_ADDRESS = re.compile(r"[\w.+=-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Report:
	"""`diagnostic` is what the last server said; `run_id` and `message_ids` are of the mail that it
	is about, `recipient` whom it was for, where that is said.
	"""

	action: str = ""
	status: str = ""
	diagnostic: str = ""
	prose: str = ""
	recipient: str = ""
	run_id: int | None = None
	message_ids: list[str] = field(default_factory=list)
	is_complaint: bool = False
	is_after_data: bool = False
	"""The server had taken the recipient, and refused what it was then given."""
	is_failure: bool = False
	"""Its head says that something did not arrive, whatever it says in which language."""


def read_report(raw: bytes) -> Report:
	"""Return what a report says; as much as can be read of it."""
	try:
		message = message_from_bytes(raw, policy=compat32)
		parts = list(_walk(message))
	except (RecursionError, ValueError, LookupError, TypeError):
		return Report()
	original = _find_original(parts)
	facts = _read_status(parts)
	prose = _read_prose(parts)
	return Report(
		action=facts.get("action", "").split(" ")[0].lower(),
		status=_find_code(facts.get("status", "")),
		diagnostic=facts.get("diagnostic-code", ""),
		prose=prose,
		recipient=_find_address(facts),
		run_id=_read_run(original),
		message_ids=read_ids(read_raw_header(original, "Message-ID")) if original else [],
		is_after_data=bool(_AFTER_DATA.search(f"{prose} {facts.get('diagnostic-code', '')}")),
		is_failure=_says_failure(message),
		is_complaint=any(one.get_content_type() == "message/feedback-report" for one in parts),
	)


def list_codes(text: str) -> list[str]:
	"""Return the enhanced status codes (RFC 3463) of a text, those that say something first."""
	found = [".".join(one) for one in _STATUS.findall(text)]
	return sorted(found, key=lambda one: one.endswith(".0.0"))


def list_replies(text: str) -> list[int]:
	"""Return the SMTP reply codes of a text."""
	return [int(one) for one in _REPLY.findall(text)]


def _walk(message: Message, depth: int = 0) -> Iterator[Message]:
	yield message
	payload = message.get_payload()
	if depth < 8 and isinstance(payload, list):
		for part in payload[:50]:
			if isinstance(part, Message):
				yield from _walk(part, depth + 1)


def _read_status(parts: list[Message]) -> dict[str, str]:
	"""Return the fields of the recipient that failed, of the first one where several did."""
	blocks = [
		{key.lower(): " ".join(str(value).split()) for key, value in block.items()}
		for part in parts
		if part.get_content_type() == "message/delivery-status"
		for block in part.get_payload()
		if isinstance(block, Message)
	]
	of_people = [one for one in blocks if "final-recipient" in one or "action" in one]
	failed = [one for one in of_people if one.get("action", "").lower().startswith("fail")]
	return next(iter(failed or of_people), {})


def _find_original(parts: list[Message]) -> Message | None:
	for place, part in enumerate(parts):
		kind = part.get_content_type()
		if kind == "message/rfc822" and place + 1 < len(parts):
			return parts[place + 1]
		if kind in {"text/rfc822-headers", "message/rfc822-headers"}:
			return message_from_bytes(_decode(part), policy=compat32)
	return None


def _read_prose(parts: list[Message]) -> str:
	"""Return what the report says in words, without the mail that it repeats."""
	for part in parts:
		if part.get_content_type() in {"message/rfc822", "text/rfc822-headers"}:
			break
		if part.get_content_maintype() == "text" and not isinstance(part.get_payload(), list):
			text = decode_text(_decode(part), part.get_content_charset())
			if part.get_content_subtype() == "html":
				text = re.sub(r"<[^>]+>", " ", text)
			return _cut_copy(text)[:MOST_PROSE]
	return ""


def _cut_copy(text: str) -> str:
	"""Return a text up to where it repeats a mail; its first lines are never that."""
	found = next((one for one in _COPY.finditer(text) if one.start() > 120), None)
	return text[: found.start()] if found else text


def _decode(part: Message) -> bytes:
	content = part.get_payload(decode=True)
	return content if isinstance(content, bytes) else b""


def _says_failure(message: Message) -> bool:
	if read_raw_header(message, "X-Failed-Recipients"):
		return True
	return bool(_FAILED.search(read_header(message, "Subject")))


def _read_run(original: Message | None) -> int | None:
	written = read_raw_header(original, RUN_HEADER) if original else ""
	return int(written) if written.isdigit() and len(written) < 16 else None


def _find_code(text: str) -> str:
	return next(iter(list_codes(text)), "")


def _find_address(facts: Mapping[str, str]) -> str:
	"""Return whom a report names: as we wrote to them, rather than as their server forwards."""
	for name in ("original-recipient", "final-recipient"):
		found = _ADDRESS.search(facts.get(name, "").partition(";")[2])
		if found:
			return normalise_address(found.group())
	return ""
