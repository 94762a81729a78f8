"""RFC 9457 problem documents at the HTTP edge, with the wrong fields named.

`code` and `params` are for programs that make words of their own; the words are in the language
that the request asks for (`languages`).
"""

import json
import uuid
from typing import Any

import structlog
from flask import Flask, Response, g, has_request_context
from werkzeug.exceptions import HTTPException

from chasqui.kernel.errors import AppError, Conflict, FieldError, TooMany
from chasqui.kernel.texts.languages import read_language
from chasqui.kernel.texts.text import say

MEDIA_TYPE = "application/problem+json"
REFUSED = say("La petición no se puede atender")
# What Flask refuses by itself; each by its status.
HTTP_TEXTS = {
	400: say("La petición no se puede leer."),
	404: say("No existe esa dirección."),
	405: say("Esa dirección no admite ese método."),
	413: say("La petición es demasiado grande."),
	415: say("La petición no dice de qué tipo es lo que trae."),
}


def render_problem(error: AppError) -> Response:
	"""Return the problem document of an error."""
	document: dict[str, Any] = {
		"type": f"urn:chasqui:problem:{error.code}",
		"title": str(error.title),
		"status": error.status,
		"detail": str(error.detail),
		"code": error.code,
		"params": error.detail.list_parameters(),
		"correlation_id": read_correlation_id(),
	}
	if error.fields:
		document["errors"] = [_describe_field(field) for field in error.fields]
	if isinstance(error, Conflict) and error.current is not None:
		document["current"] = error.current
	body = json.dumps(document, ensure_ascii=False)
	response = Response(body, error.status, mimetype=MEDIA_TYPE)
	response.content_language.add(read_language())
	response.vary.add("Accept-Language")
	if isinstance(error, TooMany):
		response.headers["Retry-After"] = str(error.retry_after)
	return response


def _describe_field(field: FieldError) -> dict[str, Any]:
	params = field.message.list_parameters()
	return {**vars(field), "message": str(field.message), "params": params}


def read_correlation_id() -> str:
	"""Return the id that ties the logs of one request together, in this and other services."""
	return str(g.get("correlation_id", "")) if has_request_context() else str(uuid.uuid4())


def register_problems(app: Flask) -> None:
	"""Answer every failure of `app` with a problem document."""

	@app.errorhandler(AppError)
	def answer_app_error(error: AppError) -> Response:
		return render_problem(error)

	@app.errorhandler(HTTPException)
	def answer_http_error(error: HTTPException) -> Response:
		status = error.code or 500
		known = AppError(HTTP_TEXTS.get(status, REFUSED), code=error.name.lower().replace(" ", "_"))
		known.status, known.title = status, REFUSED
		return render_problem(known)

	@app.errorhandler(Exception)
	def answer_surprise(error: Exception) -> Response:
		structlog.get_logger().exception("unexpected_error", kind=type(error).__name__)
		return render_problem(AppError(say("Algo salió mal. El error quedó registrado.")))
