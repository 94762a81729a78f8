"""Sign-ins that ended before their access tokens did.

Campaigns writes them into Redis, under a prefix of its own, for as long as such a token may
still hold; every service that verifies a token of the staff looks there.
"""

import time
from collections.abc import Iterable

import redis

from chasqui.kernel.errors import Unauthenticated, Unavailable
from chasqui.kernel.texts.text import say

# How long an open sign-in is believed to be open. The portal keeps its own answer as long again:
# together they stay under the 5 s in which a sign-out must hold everywhere.
CACHE_SECONDS = 2.0
MOST_CACHED = 10_000
ENDED = say("La sesión terminó. Ingrese de nuevo.")


class RevocationStore:
	"""Ended sign-ins by their id (`sid`). One per process; it may be used by many threads."""

	def __init__(self, client: "redis.Redis", *, prefix: str) -> None:
		self._client = client
		self._prefix = f"{prefix}campaigns:revoked:"
		self._open_until: dict[str, float] = {}

	def revoke(self, sids: Iterable[str], seconds: int) -> None:
		"""Remember for `seconds` that these sign-ins ended.

		:raises Unavailable: Redis does not answer
		"""
		pipeline = self._client.pipeline(transaction=False)
		for sid in sids:
			self._open_until.pop(sid, None)
			pipeline.set(self._prefix + sid, 1, ex=seconds)
		try:
			pipeline.execute()
		except redis.RedisError as error:
			raise _make_unavailable() from error

	def check_open(self, sid: str) -> None:
		"""Let an open sign-in pass; the answer is kept for `CACHE_SECONDS`.

		:raises Unauthenticated: it ended
		:raises Unavailable: Redis does not answer; then nobody passes, for it may have ended
		"""
		now = time.monotonic()
		if self._open_until.get(sid, 0.0) > now:
			return
		try:
			is_revoked = bool(self._client.exists(self._prefix + sid))
		except redis.RedisError as error:
			raise _make_unavailable() from error
		if is_revoked:
			raise Unauthenticated(ENDED, code="session_ended")
		if len(self._open_until) >= MOST_CACHED:
			self._open_until.clear()
		self._open_until[sid] = now + CACHE_SECONDS


def _make_unavailable() -> Unavailable:
	text = say("No se puede comprobar si la sesión sigue abierta. Intente otra vez en un momento.")
	return Unavailable(text, code="session_unknown")
