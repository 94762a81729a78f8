"""Small tokens that we give away and believe when they return, each kind with a key of its own."""

from datetime import datetime, timedelta

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

ALGORITHM = "HS256"


class TokenSigner:
	"""Signs tokens of one audience (`kind`) and reads them."""

	def __init__(self, key: bytes, kind: str) -> None:
		self._key = OctKey.import_key(key)
		self._kind = kind

	def issue(self, claims: dict[str, str], life: timedelta, now: datetime) -> str:
		"""Return a token that says `claims`, for so long."""
		ends_at = int((now + life).timestamp())
		body = {**claims, "aud": self._kind, "exp": ends_at}
		return jwt.encode({"alg": ALGORITHM}, body, self._key)

	def read(self, token: str | None, now: datetime) -> dict[str, str]:
		"""Return what a token says; nothing where it is none of ours, of another kind or old."""
		try:
			claims = jwt.decode(token or "", self._key, algorithms=[ALGORITHM]).claims
		except (JoseError, ValueError):
			return {}
		is_ours = claims.get("aud") == self._kind
		is_fresh = float(claims.get("exp", 0)) > now.timestamp()
		return {name: str(value) for name, value in claims.items()} if is_ours and is_fresh else {}
