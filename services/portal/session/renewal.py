"""Keeps access tokens fresh. A refresh token serves once, so requests that come together with
the same one share one answer; that memory is a cache of a minute, no state."""

import hashlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future

from flask import Flask, request, session

from chasqui.contracts.campaigns.staff import TokenAnswer
from chasqui.kernel.errors import AppError, Unauthenticated, Unavailable
from chasqui.kernel.texts.text import say
from portal.session.staff import REFRESH, close_staff_session, count_seconds_left, keep_tokens

EARLY_SECONDS = 90
SHARED_SECONDS = 60.0
WAIT_SECONDS = 10.0


class TokenRenewer:
	"""Trades refresh tokens by `refresh`, each of them once."""

	def __init__(self, refresh: Callable[[str], TokenAnswer]) -> None:
		self._refresh = refresh
		self._answers: dict[str, tuple[Future[TokenAnswer], float]] = {}
		self._lock = threading.Lock()

	def renew(self, refresh_token: str) -> TokenAnswer:
		"""Return fresh tokens, the same ones to everybody who brings this token within a minute.

		:raises Unauthenticated: the token is spent or revoked
		:raises Unavailable: campaigns does not answer
		"""
		key = hashlib.sha256(refresh_token.encode()).hexdigest()
		future, is_first = self._join(key)
		if is_first:
			self._ask(key, refresh_token, future)
		return future.result(timeout=WAIT_SECONDS)

	def _join(self, key: str) -> tuple[Future[TokenAnswer], bool]:
		now = time.monotonic()
		with self._lock:
			self._answers = {k: kept for k, kept in self._answers.items() if kept[1] > now}
			if key in self._answers:
				return self._answers[key][0], False
			future: Future[TokenAnswer] = Future()
			self._answers[key] = (future, now + SHARED_SECONDS)
			return future, True

	def _ask(self, key: str, refresh_token: str, future: Future[TokenAnswer]) -> None:
		try:
			future.set_result(self._refresh(refresh_token))
		except Exception as error:  # whoever waits must receive it, whatever it is
			with self._lock:
				self._answers.pop(key, None)
			future.set_exception(error)


def renew_sessions(app: Flask, renewer: TokenRenewer) -> None:
	"""Renew the session of each request whose access token is about to end."""

	@app.before_request
	def renew_session() -> None:
		is_asset = request.endpoint in (None, "assets.send_asset")
		if is_asset or REFRESH not in session or count_seconds_left() > EARLY_SECONDS:
			return
		try:
			keep_tokens(renewer.renew(session[REFRESH]))
		except Unauthenticated:
			_end_if_over()
		except (AppError, TimeoutError) as error:
			if count_seconds_left() <= 0:
				raise Unavailable(say("No se pudo renovar su sesión. Intente de nuevo.")) from error


def _end_if_over() -> None:
	"""Another replica may have spent the token: what we hold may still serve for a while."""
	if count_seconds_left() <= 0:
		close_staff_session()
