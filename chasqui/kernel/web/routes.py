"""Routes out of declared endpoints: what is asked is read and checked before a view sees it."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from chasqui.contracts.endpoint import (
	BODY,
	FILE,
	PARAMETER,
	QUERY,
	Asked,
	Endpoint,
	Once,
	Stream,
)
from chasqui.kernel.errors import AppError
from chasqui.kernel.security.access import Access
from chasqui.kernel.web.app import WebApp, read_session
from chasqui.kernel.web.idempotency import answer_once
from chasqui.kernel.web.keeping import allow_keeping
from chasqui.kernel.web.problems import render_problem
from chasqui.kernel.web.reading import read_body, read_query

CONVERTERS: dict[Any, str] = {int: "int:", UUID: "uuid:"}
CHUNK_BYTES = 256 * 1024
Answer = TypeVar("Answer")


class Routes(Blueprint):
	"""A blueprint whose views serve endpoints."""

	def serve(
		self, endpoint: Endpoint[Asked, Answer]
	) -> Callable[[Callable[Asked, Answer | AppError]], Callable[..., Any]]:
		"""Return the decorator that makes a view of a function with the endpoint's own signature.

		An `AppError` that is returned, not raised, is answered and what was done is kept.
		"""

		def register(view: Callable[Asked, Answer | AppError]) -> Callable[..., Any]:
			def answer(**path: Any) -> ResponseReturnValue:
				given = {**path, **_read(endpoint)}
				if endpoint.once is Once.NO:
					return _render(endpoint, view(**given))  # type: ignore[call-arg]
				return answer_once(
					read_session(),
					_find_idempotency_table(),
					lambda: view(**given),  # type: ignore[call-arg, return-value, arg-type]
					status=endpoint.status,
					needs_key=endpoint.once is Once.MUST,
				)

			view_function: Any = answer
			view_function.access = Access(endpoint.needs, endpoint.scopes, endpoint.is_public)
			view_function.served = endpoint
			view_function.takes_uploads = endpoint.is_large
			rule = write_rule(endpoint)
			self.add_url_rule(rule, endpoint.name, view_function, methods=[endpoint.method])
			return view

		return register


def write_rule(endpoint: Endpoint[..., Any]) -> str:
	"""Return an endpoint's path as Flask writes it: ``/v1/customers/<int:customer_id>``."""
	return PARAMETER.sub(
		lambda found: f"<{CONVERTERS.get(endpoint.takes[found[1]], '')}{found[1]}>", endpoint.path
	)


def _find_idempotency_table() -> type[Any]:
	app = current_app
	table = app.idempotency_table if isinstance(app, WebApp) else None
	if table is None:
		raise RuntimeError(f"{app.name} keeps no idempotency keys")
	return table


def _read(endpoint: Endpoint[..., Any]) -> dict[str, Any]:
	"""Return what a request brings beside its path, checked."""
	readers: dict[str, Callable[[Any], Any]] = {
		QUERY: read_query,
		BODY: read_body,
		FILE: _read_file,
	}
	return {name: readers[name](kind) for name, kind in endpoint.takes.items() if name in readers}


def _read_file(kind: Any) -> Any:
	if kind is bytes:
		return request.get_data()
	return iter(lambda: request.stream.read(CHUNK_BYTES), b"")


def _render(endpoint: Endpoint[..., Any], answer: Any) -> ResponseReturnValue:
	if isinstance(answer, AppError):
		return render_problem(answer)
	if isinstance(answer, Stream):
		named = f'attachment; filename="{answer.file_name}"'
		headers = {"Content-Disposition": named} if answer.file_name else {}
		response = Response(answer.chunks, endpoint.status, headers, content_type=answer.media_type)
		return allow_keeping(response, answer.unchanging) if answer.unchanging else response
	if answer is None:
		return "", endpoint.status
	other = (status for status, kind in endpoint.also.items() if isinstance(answer, kind))
	return answer, next(other, endpoint.status)
