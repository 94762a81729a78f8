"""A service's own tokens, by client credentials, fetched when needed and kept till near expiry."""

import threading
import time
from collections.abc import Callable

import httpx
from pydantic import BaseModel

from chasqui.contracts.wire import read_answer
from chasqui.kernel.errors import Unavailable
from chasqui.kernel.security.authorities import load_authorities
from chasqui.kernel.texts.text import say

EARLY_SECONDS = 60.0


class ServiceToken(BaseModel):
	"""What is needed of `TokenAnswer`: a scope that is new to us is nothing to stumble over."""

	access_token: str
	expires_in: float


class TokenClient:
	"""Asks campaigns for tokens, one per audience."""

	def __init__(self, *, token_url: str, client_id: str, client_secret: str) -> None:
		self._token_url = token_url
		self._client_id = client_id
		self._client_secret = client_secret
		self._kept: dict[str, tuple[str, float]] = {}
		self._lock = threading.Lock()

	def bind_audience(self, audience: str) -> Callable[[], str]:
		"""Return what a `RestClient` calls for a token that holds at `audience`."""
		return lambda: self.fetch_token(audience)

	def fetch_token(self, audience: str) -> str:
		"""Return a token for `audience`.

		:raises Unavailable: campaigns does not answer, or refuses this client
		"""
		with self._lock:
			token, ends_at = self._kept.get(audience, ("", 0.0))
			if time.monotonic() < ends_at - EARLY_SECONDS:
				return token
			token, seconds = self._request_token(audience)
			self._kept[audience] = (token, time.monotonic() + seconds)
			return token

	def _request_token(self, audience: str) -> tuple[str, float]:
		body = {
			"grant_type": "client_credentials",
			"client_id": self._client_id,
			"client_secret": self._client_secret,
			"audience": audience,
		}
		try:
			response = httpx.post(
				self._token_url, json=body, timeout=5, verify=load_authorities()
			).raise_for_status()
			answer = read_answer(ServiceToken, response.content)
		except (httpx.HTTPError, ValueError) as error:
			raise Unavailable(say("El servicio de credenciales no responde.")) from error
		return answer.access_token, answer.expires_in
