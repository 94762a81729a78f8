"""The one HTTP client of sibling services: their endpoints, answered by contracts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from typing import Any, TypeVar

import httpx
import structlog
from pydantic import BaseModel, ValidationError

from chasqui.contracts.endpoint import (
	BODY,
	FILE,
	IDEMPOTENCY_HEADER,
	QUERY,
	Asked,
	Endpoint,
	Stream,
)
from chasqui.contracts.wire import read_answer
from chasqui.kernel import errors
from chasqui.kernel.clients.connection import Connection
from chasqui.kernel.texts.text import say

PATIENCE = httpx.Timeout(5.0, read=60.0)  # a file is answered when it is stored, or cleaned
Answer = TypeVar("Answer", bound=BaseModel)
Body = TypeVar("Body")


class RestClient(Connection):
	"""Talks contracts with one sibling; one that it breaks is `Unavailable` (`bad_answer`) too."""

	def call(
		self, endpoint: Endpoint[Asked, Body], /, *_none: Asked.args, **given: Asked.kwargs
	) -> Body:
		"""Return what an endpoint answers to what it declares to take."""
		path = endpoint.write_path(given)
		response = self.request(endpoint.method, path, **_write_options(endpoint, given))
		kind = endpoint.also.get(response.status_code, endpoint.gives)
		body: Body = None if kind is None else self.read(response, kind)  # type: ignore[assignment]
		return body

	@contextmanager
	def open(
		self, endpoint: Endpoint[Asked, Stream], /, *_none: Asked.args, **given: Asked.kwargs
	) -> Iterator[Iterator[bytes]]:
		"""Yield the chunks that an endpoint streams; `Unavailable` if it breaks on the way."""
		path = endpoint.write_path(given)
		with self.stream(endpoint.method, path, **_write_options(endpoint, given)) as chunks:
			yield chunks

	def once(self, key: str) -> "RestClient":
		"""Return this client for what shall happen once per `key`."""
		client = copy(self)
		client._headers = {IDEMPOTENCY_HEADER: key}
		return client

	def read(self, response: httpx.Response, answer: type[Answer]) -> Answer:
		"""Return a response as a contract, for requests whose status says which one."""
		try:
			return read_answer(answer, response.content)
		except ValidationError as error:
			_log_findings(response.url.path, answer, error)
			detail = say("{name} respondió algo que esta versión no entiende.", name=self.name)
			raise errors.Unavailable(detail, code="bad_answer") from error


def _write_options(endpoint: Endpoint[..., Any], given: Mapping[str, Any]) -> dict[str, Any]:
	"""Return what beside its path a request carries; a list is a parameter that comes again."""
	options: dict[str, Any] = {"timeout": PATIENCE} if endpoint.is_large else {}
	if QUERY in given:
		params = given[QUERY].model_dump(mode="json", exclude_unset=True, exclude_none=True)
		options["params"] = params
	if BODY in given:
		is_change = endpoint.method == "PATCH"  # it says what was set, and no more
		options["content"] = given[BODY].model_dump_json(exclude_unset=is_change).encode()
	if FILE in given:
		options["content"] = given[FILE]
	return options


def _log_findings(path: str, answer: type[BaseModel], error: ValidationError) -> None:
	"""Log which fields break the contract; their values may be people's data."""
	found = [
		f"{'.'.join(map(str, one['loc']))}: {one['type']}"
		for one in error.errors(include_input=False, include_context=False, include_url=False)
	]
	structlog.get_logger().error("bad_answer", path=path, model=answer.__name__, found=found[:20])
