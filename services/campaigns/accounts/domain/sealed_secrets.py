"""Secrets of the second factor as the database holds them: sealed (JWE, dir + A256GCM)."""

import json

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

HEADER = {"alg": "dir", "enc": "A256GCM"}


class SecretSealer:
	"""Seals a secret for one account: moved to another one's row, it opens no more."""

	def __init__(self, key: bytes) -> None:
		self._key = OctKey.import_key(key)

	def seal(self, staff_id: int, secret: str) -> str:
		"""Return the sealed form, another one each time."""
		plain = json.dumps([staff_id, secret]).encode()
		return jwe.encrypt_compact(HEADER, plain, self._key)

	def unseal(self, staff_id: int, sealed: str) -> str | None:
		"""Return the secret; None where another key sealed it, or for another account."""
		try:
			plain = jwe.decrypt_compact(sealed, self._key).plaintext
		except (JoseError, ValueError):
			return None
		owner, secret = json.loads(plain or b"[0, null]")
		return str(secret) if owner == staff_id else None
