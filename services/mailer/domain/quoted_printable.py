"""Quoted-printable (RFC 2045 6.7), for parts that are encoded apart and joined later.

A line never begins with a dot, so a joined message needs no dot-stuffing (RFC 5321 4.5.2).
"""

import re

MAX_LINE = 76
SOFT_BREAK = b"=\r\n"
_PLAIN = re.compile(r"[ !-<>-~]{0,72}")
_SAFE = frozenset(range(32, 127)) - {ord("=")}


def encode_text(text: str) -> bytes:
	"""Return text as quoted-printable lines of at most 76 octets, broken by CRLF."""
	lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
	return b"\r\n".join(_encode_line(line.encode()) for line in lines)


def encode_value(value: str) -> bytes:
	"""Return a short value without line breaks, to stand on a line of its own."""
	if _PLAIN.fullmatch(value) and not value.startswith("."):
		return value.encode()
	return _encode_line(value.encode(), is_end=False)


def _encode_line(line: bytes, *, is_end: bool = True) -> bytes:
	"""Return one line; a space at its very end is encoded where a hard break follows."""
	pieces: list[bytes] = []
	width = 0
	last = len(line) - 1
	for position, octet in enumerate(line):
		is_plain = octet in _SAFE and not (octet == 32 and position == last and is_end)
		token = bytes((octet,)) if is_plain else b"=%02X" % octet
		if width + len(token) > MAX_LINE - 1:
			pieces.append(SOFT_BREAK)
			width = 0
		if width == 0 and token == b".":
			token = b"=2E"
		pieces.append(token)
		width += len(token)
	return b"".join(pieces)
