"""Knows mails that no person wrote from those that one did (RFC 3834)."""

import re
from email.message import Message

from mailer.receiving.domain.charsets import read_raw_header
from mailer.receiving.domain.parsed_mail import Automatic

LOOP_HEADER = "X-Chasqui-Run"
"""Ours: a mail that comes back with it is no answer."""
NOBODY = ("mailer-daemon", "postmaster", "no-reply", "noreply", "no_reply", "do-not-reply")
LIST_HEADERS = ("List-Id", "List-Unsubscribe", "List-Post")
REPORT = "multipart/report"


def judge_automatic(message: Message, sender: str) -> Automatic | None:
	"""Return what kind of program wrote a mail; None where a person seems to have done so."""
	said = read_raw_header(message, "Auto-Submitted").lower()
	submitted = re.split(r"[\s;(]", said.strip())[0]  # parameters and comments may follow
	precedence = read_raw_header(message, "Precedence").strip().lower()
	if submitted == "auto-replied" or precedence == "auto_reply" or _replies_by_itself(message):
		return Automatic.REPLY
	if any(read_raw_header(message, name) for name in LIST_HEADERS):
		return Automatic.BULK
	if precedence in {"bulk", "list", "junk"}:
		return Automatic.BULK
	if submitted not in {"", "no"} or read_raw_header(message, LOOP_HEADER):
		return Automatic.GENERATED
	return Automatic.GENERATED if _is_nobody(sender) else None


def is_report(message: Message, envelope_sender: str | None) -> bool:
	"""Return whether a mail server reports of another mail: it says so, or answers to nobody."""
	if message.get_content_type() == REPORT:
		return True
	path = read_raw_header(message, "Return-Path").strip()
	is_null = envelope_sender == "" or path == "<>"
	return is_null and _is_daemon(read_raw_header(message, "From").lower())


def _replies_by_itself(message: Message) -> bool:
	names = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress")
	return any(
		read_raw_header(message, name).strip().lower() not in {"", "no", "none"}
		for name in names
		if name != "X-Auto-Response-Suppress" or read_raw_header(message, "Auto-Submitted")
	)


def _is_nobody(sender: str) -> bool:
	return sender.partition("@")[0] in NOBODY


def _is_daemon(origin: str) -> bool:
	return any(name in origin for name in ("mailer-daemon", "postmaster", "mail delivery"))
