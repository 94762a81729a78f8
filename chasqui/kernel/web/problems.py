"""RFC 9457 problem documents at the HTTP edge, with the wrong fields named."""

import json
import uuid
from typing import Any

import structlog
from flask import Flask, Response, g, has_request_context
from werkzeug.exceptions import HTTPException

from chasqui.kernel.errors import AppError, Conflict, TooMany

MEDIA_TYPE = "application/problem+json"


def render_problem(error: AppError) -> Response:
	"""Return the problem document of an error."""
	document: dict[str, Any] = {
		"type": f"urn:chasqui:problem:{error.code}",
		"title": error.title,
		"status": error.status,
		"detail": error.detail,
		"code": error.code,
		"correlation_id": read_correlation_id(),
	}
	if error.fields:
		document["errors"] = [vars(field) for field in error.fields]
	if isinstance(error, Conflict) and error.current is not None:
		document["current"] = error.current
	body = json.dumps(document, ensure_ascii=False)
	response = Response(body, error.status, mimetype=MEDIA_TYPE)
	if isinstance(error, TooMany):
		response.headers["Retry-After"] = str(error.retry_after)
	return response


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
		known = AppError(error.description or error.name, code=error.name.lower().replace(" ", "_"))
		known.status, known.title = error.code or 500, error.name
		return render_problem(known)

	@app.errorhandler(Exception)
	def answer_surprise(error: Exception) -> Response:
		structlog.get_logger().exception("unexpected_error", kind=type(error).__name__)
		return render_problem(AppError("Algo salió mal. El error quedó registrado."))
