"""A machine from which somebody has signed in before: its token says of whom it is."""

import secrets
from datetime import datetime, timedelta

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

ALGORITHM = "HS256"
LIFE = timedelta(days=180)
AUDIENCE = "chasqui-device"


class DeviceTokens:
	"""Signs and reads them, with a key of its own purpose."""

	def __init__(self, key: bytes) -> None:
		self._key = OctKey.import_key(key)

	def issue(self, staff_id: int, now: datetime) -> str:
		"""Return a token for the machine from which this person signed in."""
		claims = {
			"aud": AUDIENCE, "sub": str(staff_id), "jti": secrets.token_urlsafe(12),
			"exp": int((now + LIFE).timestamp()),
		}  # fmt: skip
		return jwt.encode({"alg": ALGORITHM}, claims, self._key)

	def read(self, token: str | None, staff_id: int, now: datetime) -> str | None:
		"""Return the machine's id, None where the token is no token of ours for this person."""
		try:
			claims = jwt.decode(token or "", self._key, algorithms=[ALGORITHM]).claims
		except (JoseError, ValueError):
			return None
		known = (claims.get("aud"), claims.get("sub")) == (AUDIENCE, str(staff_id))
		is_fresh = float(claims.get("exp", 0)) > now.timestamp()
		return str(claims["jti"]) if known and is_fresh else None
