"""Quoted-printable (RFC 2045 6.7), for parts that are encoded apart and joined later.

A line never begins with a dot, so a joined message needs no dot-stuffing (RFC 5321 4.5.2).
"""

import re
from functools import lru_cache

MAX_LINE = 76
SOFT_BREAK = b"=\r\n"
_PLAIN = re.compile(r"[ !-<>-~]{0,72}")
_ENCODED = re.compile(rb"[^ !-<>-~]")
_TOKENS = re.compile(rb"=[0-9A-F]{2}|.", re.DOTALL)
_CODES = {bytes((octet,)): b"=%02X" % octet for octet in range(256)}


def encode_text(text: str) -> bytes:
	"""Return text as quoted-printable lines of at most 76 octets, broken by CRLF."""
	lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
	return b"\r\n".join(_encode_line(line) for line in lines)


@lru_cache(maxsize=4096)  # provinces, names and fallbacks come again and again
def encode_value(value: str) -> bytes:
	"""Return a short value without line breaks, to stand on a line of its own."""
	if _PLAIN.fullmatch(value) and not value.startswith("."):
		return value.encode()
	return _fold(_encode(value))


def _encode_line(line: str) -> bytes:
	"""Return one line; a space at its very end is encoded, for a hard break follows."""
	encoded = _encode(line)
	if encoded.endswith(b" "):
		encoded = encoded[:-1] + b"=20"
	return _fold(encoded)


def _encode(text: str) -> bytes:
	return _ENCODED.sub(lambda match: _CODES[match.group()], text.encode())


def _fold(encoded: bytes) -> bytes:
	"""Break a line softly before it is too long; a dot never comes first."""
	if len(encoded) < MAX_LINE - 2:
		return b"=2E" + encoded[1:] if encoded.startswith(b".") else encoded
	pieces: list[bytes] = []
	width = 0
	for token in _TOKENS.findall(encoded):
		if width + len(token) > MAX_LINE - 1:
			pieces.append(SOFT_BREAK)
			width = 0
		written = b"=2E" if width == 0 and token == b"." else token
		pieces.append(written)
		width += len(written)
	return b"".join(pieces)
