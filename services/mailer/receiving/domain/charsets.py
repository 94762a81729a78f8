"""Reads bytes of a mail as text, whatever they call themselves: never an error, never a loss."""

import codecs
from email.header import decode_header
from email.message import Message

# What calls itself so is cp1252 in fact (WHATWG Encoding Standard, 4.2): quotes and dashes of
# Windows are control characters otherwise.
LATIN = {"iso8859-1", "ascii", "cp1252"}
LONGEST_HEADER = 20_000


def decode_text(content: bytes, charset: str | None) -> str:
	"""Return bytes as text: as they say of themselves, as UTF-8, or as Windows writes."""
	name = _find_codec(charset)
	for one in ("cp1252" if name in LATIN else name, "utf-8"):
		if one:
			try:
				return content.decode(one)
			except (UnicodeDecodeError, LookupError):
				continue
	return content.decode("cp1252", "replace")


def read_header(message: Message, name: str) -> str:
	"""Return a header as people read it, on one line; nothing where there is none.

	Raw 8-bit letters, which RFC 5322 forbids and many programs write, are read as text is.
	"""
	raw = read_raw_header(message, name)
	if not raw:
		return ""
	try:
		pieces = decode_header(raw)
	except (ValueError, IndexError):  # a broken encoded word
		return " ".join(raw.split())
	words = (
		decode_text(piece, charset) if isinstance(piece, bytes) else piece
		for piece, charset in pieces
	)
	return " ".join("".join(words).split())


def read_raw_header(message: Message, name: str) -> str:
	"""Return the first header of a name, unfolded and not decoded."""
	for key, value in message.raw_items():
		if key.lower() == name.lower():
			content = str(value)[:LONGEST_HEADER].encode("utf-8", "surrogateescape")
			return decode_text(content, None).replace("\r", "").replace("\n", "")
	return ""


def _find_codec(charset: str | None) -> str:
	"""Return the name by which Python knows a charset; nothing where it knows none."""
	try:
		return codecs.lookup(charset).name if charset else ""
	except (LookupError, ValueError):
		return ""
