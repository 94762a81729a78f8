"""Keyed digests of e-mail addresses: one is known again by them, and found out by nobody.

A bare hash of an address reveals it to whoever guesses it; addresses are easily guessed.
HMAC-SHA-256 (RFC 2104) of the SHA-256 of the address, so that what was kept as SHA-256 could be
keyed later.
"""

import hashlib
import hmac
from dataclasses import dataclass

from chasqui.contracts.mailer.addresses import normalise_address

BLOCK_BYTES = 64  # of SHA-256; a longer key is hashed first (RFC 2104, section 2)
INNER, OUTER = 0x36, 0x5C


@dataclass(frozen=True)
class Pads:
	"""What the two hashes of an HMAC begin with, for SQL: ``sha256(outer || sha256(inner || x))``.

	PostgreSQL has `sha256` without an extension, and no HMAC.
	"""

	inner: bytes
	outer: bytes


class AddressHasher:
	"""`secret` is the installation's; another one makes every known address unknown."""

	def __init__(self, secret: str) -> None:
		self._key = secret.encode()

	def make(self, email: str) -> bytes:
		"""Return the digest of an address, however it is written: 32 bytes."""
		plain = hashlib.sha256(normalise_address(email).encode()).digest()
		return hmac.digest(self._key, plain, "sha256")

	def make_pads(self) -> Pads:
		key = self._key if len(self._key) <= BLOCK_BYTES else hashlib.sha256(self._key).digest()
		block = key.ljust(BLOCK_BYTES, b"\0")
		return Pads(bytes(one ^ INNER for one in block), bytes(one ^ OUTER for one in block))
