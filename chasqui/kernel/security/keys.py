"""Public keys that verify tokens: from a file, or from campaigns' JWKS, cached."""

import json
import threading
import time
from pathlib import Path
from typing import Any

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from chasqui.kernel.errors import Unavailable
from chasqui.kernel.security.authorities import load_authorities
from chasqui.kernel.texts.text import say

ALGORITHM = "ES256"
CLOCK_SKEW_SECONDS = 30  # a token may be read by a clock that is so much late
CACHE_SECONDS = 300.0
SHORTEST_REFETCH_SECONDS = 10.0  # a stream of made-up key ids must not hammer campaigns


class KeyClient:
	"""Gives the key set; with a file, no start and no request depends on campaigns."""

	def __init__(self, *, jwks_file: Path | None, jwks_url: str) -> None:
		self._file = jwks_file
		self._url = jwks_url
		self._keys: KeySet | None = None
		self._read_at = float("-inf")
		self._lock = threading.Lock()

	def read_keys(self, *, fresh: bool = False) -> KeySet:
		"""Return the keys; `fresh` asks anew (an unknown key id), at most every 10 s.

		:raises Unavailable: no keys are known and campaigns does not answer
		"""
		with self._lock:
			age = time.monotonic() - self._read_at
			limit = SHORTEST_REFETCH_SECONDS if fresh else CACHE_SECONDS
			if self._keys is None or age > limit:
				self._refresh()
			assert self._keys is not None
			return self._keys

	def _refresh(self) -> None:
		try:
			keys = KeySet.import_key_set(self._load())
		except (OSError, ValueError, TypeError, KeyError, JoseError, httpx.HTTPError) as error:
			if self._keys is None:
				raise Unavailable(say("No se pueden verificar las credenciales ahora.")) from error
			return
		self._keys = keys
		self._read_at = time.monotonic()

	def _load(self) -> Any:
		if self._file is not None:
			return json.loads(self._file.read_text("utf-8"))
		answer = httpx.get(self._url, timeout=5, verify=load_authorities())
		return answer.raise_for_status().json()
