"""One sibling over HTTP: timeouts, tokens, and its failures with their meaning kept."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx
import structlog

from chasqui.contracts.access import SPOKEN_NAMES, Service
from chasqui.kernel import errors
from chasqui.kernel.clients.refusals import raise_problem
from chasqui.kernel.security.authorities import load_authorities
from chasqui.kernel.texts.languages import read_language
from chasqui.kernel.texts.text import say

TIMEOUT = httpx.Timeout(5.0)  # to connect and between bytes; streams have no total limit
# RFC 9110, 5.5, without the bytes that have no meaning; a longer one no server takes.
HEADER_VALUE = re.compile(r"(?:[!-~](?:[ -~]{0,4000}[!-~])?)?")


class Connection:
	"""Asks one sibling. One per process; its pool is thread-safe.

	Every method raises the `AppError` that the sibling's problem document describes, or
	`Unavailable` where it does not answer. With `is_own_token` the token is the service's, not the
	caller's: its refusal is `Unavailable` too. `part` is whom it calls: people are shown that name,
	never an address.
	"""

	def __init__(
		self,
		base_url: str,
		part: Service,
		*,
		read_token: Callable[[], str] | None = None,
		timeout: httpx.Timeout = TIMEOUT,
		transport: httpx.BaseTransport | None = None,
		is_own_token: bool = False,
	) -> None:
		self.name = SPOKEN_NAMES[part]
		self._read_token = read_token
		self._is_own_token = is_own_token
		self._headers: dict[str, str] = {}
		self._client = httpx.Client(
			base_url=base_url, timeout=timeout, transport=transport, verify=load_authorities()
		)

	def request(
		self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **options: Any
	) -> httpx.Response:
		"""Return a successful response, read whole."""
		with self._translate_failures():
			response = self._client.request(
				method, path, headers=self._build_headers(headers), **options
			)
			self._raise_problem(response)
			return response

	@contextmanager
	def stream(
		self,
		method: str,
		path: str,
		*,
		content: bytes | Iterable[bytes] | None = None,
		params: Mapping[str, Any] | None = None,
	) -> Iterator[Iterator[bytes]]:
		"""Yield the chunks of a successful response; `Unavailable` if it breaks on the way."""
		with (
			self._translate_failures(),
			self._client.stream(
				method, path, content=content, params=params, headers=self._build_headers(None)
			) as response,
		):
			if response.is_error:
				response.read()
			self._raise_problem(response)
			yield response.iter_raw()

	@contextmanager
	def _translate_failures(self) -> Iterator[None]:
		try:
			yield
		except httpx.HTTPError as error:
			structlog.get_logger().warning(
				"sibling_silent", host=self._client.base_url.host, kind=type(error).__name__
			)
			raise errors.Unavailable(say("{name} no responde.", name=self.name)) from error

	def _raise_problem(self, response: httpx.Response) -> None:
		"""Raise what the answer says; that our own token is refused is no fault of our caller."""
		try:
			raise_problem(response, self.name)
		except (errors.Unauthenticated, errors.Forbidden) as error:
			if self._is_own_token and error.code == type(error).code:
				detail = say("{name} rechazó la credencial de otro servicio.", name=self.name)
				raise errors.Unavailable(detail) from error
			raise

	def _build_headers(self, extra: Mapping[str, str] | None) -> dict[str, str]:
		headers = {"Content-Type": "application/json", **self._headers, **(extra or {})}
		if not all(map(HEADER_VALUE.fullmatch, headers.values())):
			raise errors.Invalid(say("Un dato no puede ir en una cabecera."), code="bad_header")
		correlation = structlog.contextvars.get_contextvars().get("correlation_id")
		if correlation:
			headers["X-Request-Id"] = correlation
		headers["Accept-Language"] = read_language()
		if self._read_token is not None:
			headers["Authorization"] = f"Bearer {self._read_token()}"
		return headers
