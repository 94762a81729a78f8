"""Signed tokens of unsubscribe links. A link in a mail of last year must still work.

A token is ``<key id>.<delivery id, base 36>.<signature>``: short, and safe in a path.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping

PURPOSE = b"unsubscribe:"
SIGNATURE_BYTES = 16  # 128 bits of HMAC-SHA256
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class TokenSigner:
	"""Signs with the newest key; accepts every key that is still listed."""

	def __init__(self, keys: Mapping[str, str], newest: str) -> None:
		self._keys = {key_id: key.encode() for key_id, key in keys.items()}
		self._newest = newest

	def sign(self, delivery_id: int) -> str:
		"""Return the token of a delivery."""
		body = _write_number(delivery_id)
		return f"{self._newest}.{body}.{_sign(self._keys[self._newest], body)}"

	def read(self, token: str) -> int | None:
		"""Return the delivery that a token names; None if no key of ours signed it."""
		key_id, _, rest = token.partition(".")
		body, _, signature = rest.partition(".")
		key = self._keys.get(key_id)
		if key is None or not body.isascii() or not signature.isascii():
			return None
		if not hmac.compare_digest(_sign(key, body), signature):
			return None
		return int(body, 36)


def _sign(key: bytes, body: str) -> str:
	digest = hmac.digest(key, PURPOSE + body.encode(), hashlib.sha256)
	return base64.urlsafe_b64encode(digest[:SIGNATURE_BYTES]).decode().rstrip("=")


def _write_number(number: int) -> str:
	written = ""
	while number:
		number, rest = divmod(number, 36)
		written = DIGITS[rest] + written
	return written or "0"
