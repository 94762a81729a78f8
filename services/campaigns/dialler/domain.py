"""How messages between the desk and the dialler are signed."""

import hmac
from datetime import datetime

from chasqui.contracts.campaigns.dialler import SIGNATURE_HEADER, TIMESTAMP_HEADER

SECONDS_VALID = 300
"""How far the clocks of both may be apart, the way of a message included."""
MOST_DIGITS = 12


class MessageSigner:
	"""A message is its timestamp and its body, so that an old body cannot be sent as a new one."""

	def __init__(self, secret: str) -> None:
		self._key = secret.encode()

	def sign(self, body: bytes, at: datetime) -> dict[str, str]:
		"""Return the headers that go with a message."""
		timestamp = str(int(at.timestamp()))
		return {TIMESTAMP_HEADER: timestamp, SIGNATURE_HEADER: self._sign(body, timestamp)}

	def is_valid(self, body: bytes, timestamp: str, signature: str, now: datetime) -> bool:
		"""Return whether who has the secret sent this just now."""
		if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= MOST_DIGITS):
			return False
		if abs(now.timestamp() - int(timestamp)) > SECONDS_VALID:
			return False
		return hmac.compare_digest(self._sign(body, timestamp).encode(), signature.encode())

	def _sign(self, body: bytes, timestamp: str) -> str:
		message = timestamp.encode() + b"." + body
		return f"sha256={hmac.digest(self._key, message, 'sha256').hex()}"
