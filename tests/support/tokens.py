"""Tokens as campaigns would issue them, signed with a key of the test run."""

import json
import time
from collections.abc import Iterable
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from chasqui.kernel.security.keys import ALGORITHM

ISSUER = "chasqui"
LIFETIME_SECONDS = 600


class TokenMaker:
	"""Signs access tokens; `jwks_file` is what services verify them with."""

	def __init__(self, folder: Path) -> None:
		self._key = ECKey.generate_key("P-256", parameters={"kid": "test-key"})
		self.jwks_file = folder / "jwks.json"
		document = KeySet([self._key]).as_dict(private=False)
		self.jwks_file.write_text(json.dumps(document), "utf-8")

	def make_staff_token(
		self,
		audience: str,
		*roles: str,
		subject: str = "staff:1",
		name: str = "Persona de prueba",
		lifetime: int = LIFETIME_SECONDS,
		sid: str = "test-sign-in",
	) -> str:
		"""Return a token of a person with these roles."""
		claims = {"name": name, "roles": list(roles), "sid": sid}
		return self._sign(audience, subject, lifetime, claims)

	def make_service_token(
		self, audience: str, scopes: Iterable[str], *, subject: str = "service:test"
	) -> str:
		"""Return a token of a service with these scopes."""
		return self._sign(audience, subject, LIFETIME_SECONDS, {"scope": " ".join(scopes)})

	def _sign(self, audience: str, subject: str, lifetime: int, more: dict[str, object]) -> str:
		now = int(time.time())
		claims = {"iss": ISSUER, "aud": audience, "sub": subject, "iat": now, "exp": now + lifetime}
		return jwt.encode({"alg": ALGORITHM, "kid": "test-key"}, {**claims, **more}, self._key)
