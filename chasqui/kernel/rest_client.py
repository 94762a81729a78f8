"""The one HTTP door to sibling services: timeouts, tokens, errors with their meaning kept."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import httpx
import structlog
from pydantic import BaseModel

from chasqui.kernel import errors
from chasqui.kernel.errors import AppError, FieldError

TIMEOUT = httpx.Timeout(5.0)  # to connect and between bytes; streams have no total limit
Answer = TypeVar("Answer", bound=BaseModel)
KINDS: dict[int, type[AppError]] = {
	401: errors.Unauthenticated,
	403: errors.Forbidden,
	404: errors.NotFound,
	413: errors.TooLarge,
	422: errors.Invalid,
	428: errors.KeyNeeded,
}


class RestClient:
	"""Talks JSON contracts with one sibling. One per process; its pool is thread-safe.

	Every method raises the `AppError` that the sibling's problem document tells, or
	`Unavailable` where it does not answer. With `is_own_token` the token is the service's, not
	the caller's: its refusal is `Unavailable` too.
	"""

	def __init__(
		self,
		base_url: str,
		*,
		read_token: Callable[[], str] | None = None,
		timeout: httpx.Timeout = TIMEOUT,
		transport: httpx.BaseTransport | None = None,
		is_own_token: bool = False,
	) -> None:
		self._read_token = read_token
		self._is_own_token = is_own_token
		self._client = httpx.Client(base_url=base_url, timeout=timeout, transport=transport)

	def get(
		self, path: str, answer: type[Answer], *, params: Mapping[str, Any] | None = None
	) -> Answer:
		"""Return the answer of a GET as a contract."""
		return answer.model_validate_json(self.request("GET", path, params=params).content)

	def post(
		self,
		path: str,
		answer: type[Answer],
		*,
		body: BaseModel | None = None,
		headers: Mapping[str, str] | None = None,
	) -> Answer:
		"""Return the answer of a POST as a contract."""
		response = self.request("POST", path, content=_dump(body), headers=headers)
		return answer.model_validate_json(response.content)

	def request(
		self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **options: Any
	) -> httpx.Response:
		"""Return a successful response, read whole."""
		with _translate_failures(self._client.base_url):
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
			_translate_failures(self._client.base_url),
			self._client.stream(
				method, path, content=_dump(body), params=params, headers=self._build_headers(None)
			) as response,
		):
			if response.is_error:
				response.read()
			self._raise_problem(response)
			yield response.iter_raw()

	def _raise_problem(self, response: httpx.Response) -> None:
		"""Raise what the answer tells; that our own token is refused is no fault of our caller."""
		if self._is_own_token and response.status_code in (401, 403):
			raise errors.Unavailable("Un servicio rechazó la credencial de otro servicio.")
		raise_problem(response)

	def _build_headers(self, extra: Mapping[str, str] | None) -> dict[str, str]:
		headers = {"Content-Type": "application/json", **(extra or {})}
		if not all(value.isascii() and value.isprintable() for value in headers.values()):
			raise errors.Invalid("Un dato no puede ir en una cabecera.", code="bad_header")
		correlation = structlog.contextvars.get_contextvars().get("correlation_id")
		if correlation:
			headers["X-Request-Id"] = correlation
		if self._read_token is not None:
			headers["Authorization"] = f"Bearer {self._read_token()}"
		return headers


def _dump(body: BaseModel | None) -> bytes | None:
	return body.model_dump_json().encode() if body is not None else None


@contextmanager
def _translate_failures(base_url: httpx.URL) -> Iterator[None]:
	try:
		yield
	except httpx.HTTPError as error:
		raise errors.Unavailable(f"El servicio en {base_url.host} no responde.") from error


def raise_problem(response: httpx.Response) -> None:
	"""Raise the `AppError` of an answer that is an error."""
	if not response.is_error:
		return
	document = _read_document(response)
	detail = str(document.get("detail") or f"El servicio respondió {response.status_code}.")
	code = document.get("code")
	if response.status_code == 429:
		wait = int(response.headers.get("Retry-After", "1"))
		raise errors.TooMany(detail, retry_after=wait, code=code)
	fields = [FieldError(**field) for field in document.get("errors", ())]
	if response.status_code == 409:
		raise errors.Conflict(detail, code=code, fields=fields, current=document.get("current"))
	kind = KINDS.get(response.status_code, errors.Unavailable)
	raise kind(detail, code=code, fields=fields)


def _read_document(response: httpx.Response) -> dict[str, Any]:
	try:
		document = response.json()
	except ValueError:
		return {}
	return document if isinstance(document, dict) else {}
