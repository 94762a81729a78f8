"""A machine from which somebody has signed in before: its token says of whom it is."""

import secrets
from datetime import datetime, timedelta

from campaigns.accounts.domain.signed_tokens import TokenSigner

LIFE = timedelta(days=180)
AUDIENCE = "chasqui-device"


class DeviceTokenSigner:
	"""Signs and reads them, with a key of its own purpose."""

	def __init__(self, key: bytes) -> None:
		self._tokens = TokenSigner(key, AUDIENCE)

	def issue(self, staff_id: int, now: datetime) -> str:
		"""Return a token for the machine from which this person signed in."""
		claims = {"sub": str(staff_id), "jti": secrets.token_urlsafe(12)}
		return self._tokens.issue(claims, LIFE, now)

	def read(self, token: str | None, staff_id: int, now: datetime) -> str | None:
		"""Return the machine's id, None where the token is no token of ours for this person."""
		claims = self._tokens.read(token, now)
		return claims["jti"] if claims.get("sub") == str(staff_id) else None
