"""Signed tokens within addresses, by which what comes back is known: ``respuestas+TOKEN@dominio``.

24 letters, in lower case since some servers write addresses so: one octet of purpose, six of a
number, eight of HMAC-SHA-256, in base 32 (RFC 4648, 6). Nothing of the person stands in it.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from enum import IntEnum

from chasqui.contracts.mailer.addresses import normalise_address

PURPOSE = b"address:"
NUMBER_BYTES, SIGNATURE_BYTES = 6, 8
TOKEN_LETTERS = 24


class TokenKind(IntEnum):
	"""What the number is of, and what for: a reply's token is good for no bounce."""

	CONVERSATION = 1
	"""Where answers of a conversation come back to."""
	REPLY = 2
	"""Where answers to a mail of a run come back to: a delivery."""
	BOUNCE = 3
	"""Where what did not arrive comes back to: a delivery."""


class AddressSigner:
	"""Signs with the newest key; accepts every key that is still listed."""

	def __init__(self, keys: Mapping[str, str], address: str) -> None:
		self._keys = [key.encode() for key in keys.values()]
		self._local, _, self._domain = normalise_address(address).partition("@")

	def sign(self, kind: TokenKind, number: int) -> str:
		"""Return the address that carries a number; nothing where no answers are received."""
		if not self._domain:
			return ""
		body = bytes([kind]) + number.to_bytes(NUMBER_BYTES, "big")
		token = base64.b32encode(body + _sign(self._keys[0], body)).decode().rstrip("=").lower()
		return f"{self._local}+{token}@{self._domain}"

	def read(self, addresses: Sequence[str]) -> tuple[TokenKind, int] | None:
		"""Return what the first of some addresses that carries a token of ours names."""
		found = (self._read_one(normalise_address(one)) for one in addresses)
		return next((one for one in found if one is not None), None)

	def is_ours(self, address: str) -> bool:
		"""Return whether an address is the one that answers come to, with a token or without."""
		local, _, domain = normalise_address(address).partition("@")
		mine = self._local.partition("+")[0]
		return bool(domain) and domain == self._domain and local.partition("+")[0] == mine

	def _read_one(self, address: str) -> tuple[TokenKind, int] | None:
		local, _, domain = address.partition("@")
		token = local.removeprefix(f"{self._local}+")
		if domain != self._domain or token == local or len(token) != TOKEN_LETTERS:
			return None
		try:
			whole = base64.b32decode(token.upper())
			kind = TokenKind(whole[0])
		except (binascii.Error, ValueError):
			return None
		body, signature = whole[: 1 + NUMBER_BYTES], whole[1 + NUMBER_BYTES :]
		if not any(hmac.compare_digest(_sign(key, body), signature) for key in self._keys):
			return None
		return kind, int.from_bytes(body[1:], "big")


def _sign(key: bytes, body: bytes) -> bytes:
	return hmac.digest(key, PURPOSE + body, hashlib.sha256)[:SIGNATURE_BYTES]
