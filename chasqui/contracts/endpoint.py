"""What a service answers to, said once: method, path, what it takes and gives, and who may ask.

The declaration is a function without a body. Its keyword parameters are the names in its path, and
`query` (the URL's parameters), `body` (JSON, a contract) or `file` (`bytes`, or `Iterable[bytes]`
to read them as they come); its answer is what it returns. The route (`kernel.web.routes`), the
typed client (`RestClient.call`) and the OpenAPI document come from it; mypy holds views and callers
to it.
"""

import inspect
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, ParamSpec, TypeVar
from urllib.parse import quote

from pydantic import BaseModel

from chasqui.contracts.access import Permission, Scope, Service

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer", covariant=True)
PARAMETER = re.compile(r"\{(\w+)\}")
CSV = "text/csv; charset=utf-8"
JSON_LINES = "application/x-ndjson"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IDEMPOTENCY_HEADER = "Idempotency-Key"
QUERY, BODY, FILE = "query", "body", "file"


class Once(StrEnum):
	"""Whether a request carries an `Idempotency-Key`, by which it happens once."""

	NO = "no"
	MAY = "may"
	MUST = "must"
	"""Mail leaves or money moves, so that nobody may ask without a key."""


@dataclass(frozen=True)
class Stream:
	"""An answer that is sent as it is read: a file with its name, or rows between services."""

	chunks: Iterable[bytes] | Iterable[str]
	media_type: str
	file_name: str = ""
	unchanging: str = ""
	"""Names a content that its address will have for ever: who may see it may keep it."""


@dataclass(frozen=True)
class Endpoint(Generic[Asked, Answer]):
	"""One method of one path of one service."""

	service: Service | None
	"""None: every service that keeps data answers it."""
	name: str
	method: str
	path: str
	"""With its parameters in braces: ``/v1/customers/{customer_id}``."""
	takes: Mapping[str, Any]
	"""The type of each parameter: of the path, `query`, `body`, `file`."""
	gives: Any
	"""The contract of the answer, `Stream`, or None where there is nothing to return (204)."""
	status: int
	also: Mapping[int, type[BaseModel]]
	"""Contracts of other statuses of success."""
	needs: frozenset[Permission]
	scopes: frozenset[Scope]
	is_public: bool
	once: Once
	is_large: bool
	"""A body may be as long as a file."""
	summary: str

	@property
	def answers(self) -> dict[int, Any]:
		"""The contracts of its answers, by status; none where it streams or returns nothing."""
		return {} if self.gives in (None, Stream) else {self.status: self.gives, **self.also}

	def check(self) -> None:
		"""Raise TypeError where the declaration contradicts itself."""
		if set(PARAMETER.findall(self.path)) != self.takes.keys() - {QUERY, BODY, FILE}:
			raise TypeError(f"{self.name}: its path names other parameters")
		if not (self.needs or self.scopes or self.is_public):
			raise TypeError(f"{self.name}: nobody may ask it")

	def write_path(self, given: Mapping[str, Any]) -> str:
		"""Return the path with what was given for its parameters, each as one safe segment."""
		return PARAMETER.sub(lambda found: quote(str(given[found[1]]), safe=""), self.path)


@dataclass(frozen=True)
class Api:
	"""Declares the endpoints of one service, or (None) those that every one has."""

	service: Service | None

	def declare(
		self,
		method: str,
		path: str,
		*needs: Permission,
		scopes: Collection[Scope] = (),
		is_public: bool = False,
		status: int = 0,
		also: Mapping[int, type[BaseModel]] | None = None,
		once: Once = Once.NO,
		is_large: bool = False,
	) -> Callable[[Callable[Asked, Answer]], Endpoint[Asked, Answer]]:
		"""Return the decorator that makes an endpoint of a function without a body.

		:raises TypeError: the names in the path and those of the function differ, or nobody may ask
		"""

		def build(function: Callable[Asked, Answer]) -> Endpoint[Asked, Answer]:
			signature = inspect.signature(function, eval_str=True)
			takes = {one.name: one.annotation for one in signature.parameters.values()}
			gives = signature.return_annotation
			endpoint: Endpoint[Asked, Answer] = Endpoint(
				service=self.service,
				name=function.__name__,
				method=method,
				path=path,
				takes=takes,
				gives=gives,
				status=status or (204 if gives is None else 200),
				also=also or {},
				needs=frozenset(needs),
				scopes=frozenset(scopes),
				is_public=is_public,
				once=once,
				is_large=is_large or FILE in takes,
				summary=inspect.getdoc(function) or function.__name__.replace("_", " "),
			)
			endpoint.check()
			return endpoint

		return build
