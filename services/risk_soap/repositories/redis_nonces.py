"""Used nonces in Redis: one key each, set once, which ends by itself."""

from datetime import timedelta

import redis

from chasqui.kernel.errors import Unavailable
from risk_soap.repositories.store import DOWN


class RedisNonces:
	"""See `NonceStore`."""

	def __init__(self, client: "redis.Redis", prefix: str) -> None:
		self._client = client
		self._prefix = f"{prefix}risk-nonce:"

	def use(self, key: str, kept: timedelta) -> bool:
		try:
			return bool(self._client.set(self._prefix + key, 1, nx=True, ex=kept))
		except redis.RedisError as error:
			raise Unavailable(DOWN, code="store_down") from error
