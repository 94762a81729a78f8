"""Verifies access tokens: signature, audience, time, and that the sign-in is still open."""

from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError

from chasqui.contracts.access import list_permissions
from chasqui.kernel.config.settings import DataConfig
from chasqui.kernel.errors import Unauthenticated
from chasqui.kernel.security.access import Principal
from chasqui.kernel.security.event_stream import SecurityStream
from chasqui.kernel.security.events import keep_in
from chasqui.kernel.security.keys import ALGORITHM, CLOCK_SKEW_SECONDS, KeyClient
from chasqui.kernel.security.redis_link import connect_redis
from chasqui.kernel.security.revocations import ENDED, RevocationStore
from chasqui.kernel.texts.text import say


class TokenVerifier:
	"""Verifies access tokens for one audience; a person's holds while the sign-in is open."""

	def __init__(
		self, keys: KeyClient, revocations: RevocationStore, *, issuer: str, audience: str
	) -> None:
		self._keys = keys
		self._revocations = revocations
		self._claims = jwt.JWTClaimsRegistry(
			leeway=CLOCK_SKEW_SECONDS,
			iss={"essential": True, "value": issuer},
			aud={"essential": True, "value": audience},
			exp={"essential": True},
			sub={"essential": True},
		)

	def verify(self, token: str) -> Principal:
		"""Return whom the token names.

		:raises Unauthenticated: expired, of another key, issuer or audience, no token at all, or
			of a sign-in that ended
		:raises Unavailable: whether the sign-in ended cannot be known now
		"""
		try:
			claims = self._decode(token)
			self._claims.validate(claims)
		except (JoseError, ValueError) as error:
			raise Unauthenticated(say("La credencial no es válida o ya caducó.")) from error
		roles = frozenset(claims.get("roles", ()))
		principal = Principal(
			subject=str(claims["sub"]),
			name=str(claims.get("name", claims["sub"])),
			roles=roles,
			scopes=frozenset(str(claims.get("scope", "")).split()),
			sid=str(claims.get("sid", "")),
			permissions=list_permissions(roles),
		)
		if principal.is_staff:
			self._check_sign_in(principal.sid)
		return principal

	def _check_sign_in(self, sid: str) -> None:
		if not sid:  # nobody could end it
			raise Unauthenticated(ENDED, code="session_ended")
		self._revocations.check_open(sid)

	def _decode(self, token: str) -> dict[str, Any]:
		try:
			return jwt.decode(token, self._keys.read_keys(), algorithms=[ALGORITHM]).claims
		except (JoseError, ValueError):  # perhaps signed with a key that is newer than ours
			fresh = self._keys.read_keys(fresh=True)
			return jwt.decode(token, fresh, algorithms=[ALGORITHM]).claims


def build_verifier(config: DataConfig, audience: str) -> TokenVerifier:
	"""Return what verifies the tokens that are meant for a service; refusals go to campaigns."""
	keys = KeyClient(
		jwks_file=config.jwks_file, jwks_url=f"{config.campaigns_url}/.well-known/jwks.json"
	)
	client = connect_redis(config.redis_url.get_secret_value())
	keep_in(SecurityStream(client, prefix=config.redis_prefix, service=audience))
	revocations = RevocationStore(client, prefix=config.redis_prefix)
	return TokenVerifier(keys, revocations, issuer=config.issuer, audience=audience)
