"""Headers of a mail: encoded words (RFC 2047), folding, and no way to smuggle a line in."""

import base64
from datetime import datetime
from email.utils import format_datetime

from mailer.designs.domain.characters import replace_controls

MAX_LINE = 76
MAX_WORD = 75
"""Of an encoded word (RFC 2047, 2)."""
FRAME = len("=?utf-8?b??=")


def encode_words(text: str, *, used: int = 0, may_be_plain: bool = True) -> str:
	"""Return a text as a header carries it; `used` columns of the first line are taken.

	Control characters, CR and LF among them, become spaces. What is too long to be folded as it
	stands is encoded, and folds then; so is all that may not be plain.
	"""
	clean = " ".join(replace_controls(text, " ").split())
	if may_be_plain and clean.isascii() and "=?" not in clean:
		folded = _fold(clean, used)
		if folded is not None:
			return folded
	return "\r\n ".join(
		"=?utf-8?b?" + base64.b64encode(chunk).decode() + "?="
		for chunk in _split_octets(clean, MAX_LINE - used)
	)


def write_field(name: str, value: str) -> str:
	"""Return a header of one word that cannot be broken, on a line of its own if it is long."""
	space = " " if len(name) + 2 + len(value) <= MAX_LINE else "\r\n "
	return f"{name}:{space}{value}\r\n"


def write_mailbox(name: str, address: str, *, used: int = 0) -> str:
	"""Return ``Name <address>`` for a From header; `used` columns of its first line are taken."""
	quoted = name.replace("\\", "\\\\").replace('"', '\\"')
	shown = encode_words(f'"{quoted}"', used=used)
	if not shown.startswith('"'):  # a name is never plain without its quotes
		shown = encode_words(name, used=used, may_be_plain=False)
	last = shown.rpartition("\r\n")[2]
	taken = len(last) + (used if last == shown else 0)
	space = " " if taken + len(address) + 3 <= MAX_LINE else "\r\n "
	return f"{shown}{space}<{address}>"


def write_date(instant: datetime) -> str:
	"""Return an instant as RFC 5322 writes it."""
	return format_datetime(instant)


def _split_octets(text: str, room: int) -> list[bytes]:
	"""Return the UTF-8 of a text in pieces that break no character.

	The first word has `room` columns, the others a line after its space.
	"""
	chunks, current = [], b""
	most = _count_octets(room)
	for character in text:
		octets = character.encode()
		if len(current) + len(octets) > most:
			chunks.append(current)
			current, most = b"", _count_octets(MAX_LINE - 1)
		current += octets
	return [*chunks, current]


def _count_octets(columns: int) -> int:
	"""Return how many octets an encoded word of so many columns carries: three in four letters."""
	return (min(columns, MAX_WORD) - FRAME) // 4 * 3


def _fold(text: str, used: int) -> str | None:
	"""Return a text folded at its spaces; None if one of its words is longer than its line."""
	lines, width = [""], used
	for word in text.split(" "):
		if lines[-1] and width + 1 + len(word) > MAX_LINE:
			lines.append("")
			width = 1
		if not lines[-1] and width + len(word) > MAX_LINE:
			return None
		width += len(word) + bool(lines[-1])
		lines[-1] += (" " if lines[-1] else "") + word
	return "\r\n ".join(lines)
