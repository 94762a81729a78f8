"""A cookie outlives its sign-in: before each page campaigns is asked whether that is open."""

import hashlib
import time
from collections.abc import Callable

from flask import Flask, request, session

from chasqui.kernel.errors import AppError, Unauthenticated
from chasqui.kernel.security.revocations import CACHE_SECONDS
from portal.session.staff import ACCESS

MOST_CACHED = 10_000


class SessionGuard:
	"""Knows for `CACHE_SECONDS` which access tokens are of open sign-ins.

	`check` asks whether the one of this request is, and raises Unauthenticated if it ended.
	"""

	def __init__(self, check: Callable[[], None]) -> None:
		self._check = check
		self._open_until: dict[str, float] = {}

	def check_open(self, access_token: str) -> None:
		"""Let an open sign-in pass; where campaigns is silent each service still decides itself.

		:raises Unauthenticated: it ended
		"""
		key = hashlib.sha256(access_token.encode()).hexdigest()
		now = time.monotonic()
		if self._open_until.get(key, 0.0) > now:
			return
		try:
			self._check()
		except Unauthenticated:
			raise
		except AppError:
			return
		if len(self._open_until) >= MOST_CACHED:
			self._open_until.clear()
		self._open_until[key] = now + CACHE_SECONDS


def watch_sessions(app: Flask, watch: SessionGuard) -> None:
	"""Refuse each request whose sign-in ended elsewhere."""

	@app.before_request
	def check_session() -> None:
		is_asset = request.endpoint in (None, "assets.send_asset")
		if not is_asset and ACCESS in session:
			watch.check_open(session[ACCESS])
