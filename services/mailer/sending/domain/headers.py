"""Headers of a mail: encoded words (RFC 2047), folding, and no way to smuggle a line in."""

import base64
from datetime import datetime
from email.utils import format_datetime

MAX_LINE = 76
MAX_WORD_OCTETS = 42  # 56 base64 characters and the frame: within the 75 of RFC 2047


def encode_words(text: str, *, used: int = 0) -> str:
	"""Return a text as a header carries it; `used` columns of the first line are taken.

	Control characters, CR and LF among them, become spaces.
	"""
	if not text.isprintable():
		text = "".join(character if character.isprintable() else " " for character in text)
	clean = " ".join(text.split())
	if clean.isascii() and "=?" not in clean:
		return _fold(clean, used)
	words = [
		"=?utf-8?b?" + base64.b64encode(chunk).decode() + "?=" for chunk in _split_octets(clean)
	]
	return "\r\n ".join(words)


def write_mailbox(name: str, address: str) -> str:
	"""Return ``Name <address>`` for a From header."""
	if name.isascii():
		quoted = name.replace("\\", "\\\\").replace('"', '\\"')
		return f'"{encode_words(quoted)}" <{address}>'
	return f"{encode_words(name)} <{address}>"


def write_date(instant: datetime) -> str:
	"""Return an instant as RFC 5322 writes it."""
	return format_datetime(instant)


def _split_octets(text: str) -> list[bytes]:
	"""Return the UTF-8 of a text in pieces that break no character."""
	whole = text.encode()
	if len(whole) <= MAX_WORD_OCTETS:
		return [whole]
	chunks, current = [], b""
	for character in text:
		octets = character.encode()
		if len(current) + len(octets) > MAX_WORD_OCTETS:
			chunks.append(current)
			current = b""
		current += octets
	return [*chunks, current]


def _fold(text: str, used: int) -> str:
	lines, width = [""], used
	for word in text.split(" "):
		if lines[-1] and width + len(word) + 1 > MAX_LINE:
			lines.append("")
			width = 1
		lines[-1] += (" " if lines[-1] else "") + word
		width += len(word) + 1
	return "\r\n ".join(lines)
