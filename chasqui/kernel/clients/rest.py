"""The one HTTP door to sibling services: timeouts, tokens, errors with their meaning kept."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx
import structlog
from pydantic import BaseModel, ValidationError

from chasqui.contracts.access import SPOKEN_NAMES, Service
from chasqui.contracts.wire import read_told
from chasqui.kernel import errors
from chasqui.kernel.clients.refusals import raise_problem

TIMEOUT = httpx.Timeout(5.0)  # to connect and between bytes; streams have no total limit
# RFC 9110, 5.5, without the bytes that have no meaning; a longer one no server takes.
HEADER_VALUE = re.compile(r"(?:[!-~](?:[ -~]{0,4000}[!-~])?)?")
Answer = TypeVar("Answer", bound=BaseModel)


class RestClient:
	"""Talks JSON contracts with one sibling. One per process; its pool is thread-safe.

	Every method raises the `AppError` that the sibling's problem document tells, or
	`Unavailable` where it does not answer, or answers what breaks the contract (`bad_answer`).
	With `is_own_token` the token is the service's, not the caller's: its refusal is `Unavailable`
	too. `part` is whom it speaks to: people are told so, never an address.
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
		self._name = SPOKEN_NAMES[part]
		self._read_token = read_token
		self._is_own_token = is_own_token
		self._client = httpx.Client(base_url=base_url, timeout=timeout, transport=transport)

	def get(
		self, path: str, answer: type[Answer], *, params: Mapping[str, Any] | None = None
	) -> Answer:
		"""Return the answer of a GET as a contract."""
		return self.send("GET", path, answer, params=params)

	def post(
		self,
		path: str,
		answer: type[Answer],
		*,
		body: BaseModel | None = None,
		headers: Mapping[str, str] | None = None,
	) -> Answer:
		"""Return the answer of a POST as a contract."""
		return self.send("POST", path, answer, content=_dump(body), headers=headers)

	def send(self, method: str, path: str, answer: type[Answer], **options: Any) -> Answer:
		"""Return the answer of a request (see `request`) as a contract."""
		return self.read(self.request(method, path, **options), answer)

	def read(self, response: httpx.Response, answer: type[Answer]) -> Answer:
		"""Return a response as a contract, for requests whose status tells which one."""
		try:
			return read_told(answer, response.content)
		except ValidationError as error:
			_log_findings(response.url.path, answer, error)
			detail = f"{self._name} respondió algo que esta versión no entiende."
			raise errors.Unavailable(detail, code="bad_answer") from error

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
		body: BaseModel | None = None,
		params: Mapping[str, Any] | None = None,
	) -> Iterator[Iterator[bytes]]:
		"""Yield the chunks of a successful response; `Unavailable` if it breaks on the way."""
		with (
			self._translate_failures(),
			self._client.stream(
				method, path, content=_dump(body), params=params, headers=self._build_headers(None)
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
			raise errors.Unavailable(f"{self._name} no responde.") from error

	def _raise_problem(self, response: httpx.Response) -> None:
		"""Raise what the answer tells; that our own token is refused is no fault of our caller."""
		if self._is_own_token and response.status_code in (401, 403):
			raise errors.Unavailable(f"{self._name} rechazó la credencial de otro servicio.")
		raise_problem(response, self._name)

	def _build_headers(self, extra: Mapping[str, str] | None) -> dict[str, str]:
		headers = {"Content-Type": "application/json", **(extra or {})}
		if not all(map(HEADER_VALUE.fullmatch, headers.values())):
			raise errors.Invalid("Un dato no puede ir en una cabecera.", code="bad_header")
		correlation = structlog.contextvars.get_contextvars().get("correlation_id")
		if correlation:
			headers["X-Request-Id"] = correlation
		if self._read_token is not None:
			headers["Authorization"] = f"Bearer {self._read_token()}"
		return headers


def _dump(body: BaseModel | None) -> bytes | None:
	return body.model_dump_json().encode() if body is not None else None


def _log_findings(path: str, answer: type[BaseModel], error: ValidationError) -> None:
	"""Log which fields break the contract; their values may be people's data."""
	found = [
		f"{'.'.join(map(str, one['loc']))}: {one['type']}"
		for one in error.errors(include_input=False, include_context=False, include_url=False)
	]
	structlog.get_logger().error("bad_answer", path=path, model=answer.__name__, found=found[:20])
