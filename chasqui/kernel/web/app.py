"""The shell of every Flask service: problems, access, health, one session per request."""

import time
import uuid
from collections.abc import Sequence
from typing import Any

import structlog
from flask import Blueprint, Flask, Response, g, request
from flask.typing import ResponseReturnValue
from prometheus_client import Histogram
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.kernel.config.settings import DataConfig
from chasqui.kernel.data.database import Database
from chasqui.kernel.security.access import guard_access
from chasqui.kernel.security.refusals import read_principal_subject, watch_refusals
from chasqui.kernel.security.verifier import build_verifier
from chasqui.kernel.web.api_pages import build_document_blueprint
from chasqui.kernel.web.bodies import MAX_UPLOAD_BYTES, limit_bodies
from chasqui.kernel.web.health import Check, build_health_blueprint
from chasqui.kernel.web.http_edge import HttpGuard
from chasqui.kernel.web.languages import negotiate_language
from chasqui.kernel.web.outages import register_outages
from chasqui.kernel.web.problems import register_problems

CORRELATION_HEADER = "X-Request-Id"
REQUEST_SECONDS = Histogram(
	"chasqui_http_request_seconds", "HTTP requests by view", ["service", "endpoint", "status"]
)


class WebApp(Flask):
	"""A Flask app whose views may return contract models and share one session, `g.session`.

	The transaction commits when the view has returned and before the answer leaves.
	"""

	database: Database | None = None
	service: str = ""
	idempotency_table: type[Any] | None = None

	def dispatch_request(self) -> ResponseReturnValue:
		if self.database is None:
			return super().dispatch_request()
		with self.database.open_session() as session:
			g.session = session
			return super().dispatch_request()

	def make_response(self, rv: Any) -> Response:
		if isinstance(rv, BaseModel):
			rv = _render_model(rv)
		elif isinstance(rv, tuple) and isinstance(rv[0], BaseModel):
			rv = (_render_model(rv[0]), *rv[1:])
		return super().make_response(rv)


def build_web_app(
	service: str,
	config: DataConfig,
	*,
	blueprints: Sequence[Blueprint],
	database: Database | None = None,
	idempotency_table: type[Any] | None = None,
	checks: dict[str, Check] | None = None,
	max_upload_bytes: int = MAX_UPLOAD_BYTES,
) -> WebApp:
	"""Return a service's app: its blueprints within the shell that all services share."""
	app = WebApp(service, static_folder=None)
	app.service = service
	app.database = database
	app.idempotency_table = idempotency_table
	app.wsgi_app = HttpGuard(  # type: ignore[method-assign]
		app.wsgi_app, config.hosts, takes_addresses=True
	)
	app.json.sort_keys = False  # type: ignore[attr-defined]
	register_problems(app)
	register_outages(app, Service(service))
	negotiate_language(app)
	_observe_requests(app)
	watch_refusals(app, read_principal_subject)
	guard_access(app, build_verifier(config, service).verify)
	limit_bodies(app, max_upload_bytes)
	ready = dict(checks or {})
	if database is not None:
		ready["database"] = lambda: ping_database(database)
	for blueprint in (build_health_blueprint(ready), build_document_blueprint(), *blueprints):
		app.register_blueprint(blueprint)
	return app


def read_session() -> Session:
	"""Return the session of this request."""
	session: Session = g.session
	return session


def ping_database(database: Database) -> None:
	"""Ask the database for one row; raises where it does not answer."""
	with database.open_session() as session:
		session.execute(text("SELECT 1"))


def _render_model(model: BaseModel) -> Response:
	return Response(model.model_dump_json(), mimetype="application/json")


def _observe_requests(app: WebApp) -> None:
	@app.before_request
	def start_request() -> None:
		g.started = time.perf_counter()
		g.correlation_id = request.headers.get(CORRELATION_HEADER, "")[:64] or str(uuid.uuid4())
		structlog.contextvars.bind_contextvars(service=app.service, correlation_id=g.correlation_id)

	@app.after_request
	def finish_request(response: Response) -> Response:
		response.headers[CORRELATION_HEADER] = g.get("correlation_id", "")
		response.headers.setdefault("X-Content-Type-Options", "nosniff")
		elapsed = time.perf_counter() - g.get("started", time.perf_counter())
		REQUEST_SECONDS.labels(app.service, request.endpoint or "-", response.status_code).observe(
			elapsed
		)
		return response
