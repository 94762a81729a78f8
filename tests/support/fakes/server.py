"""The fake siblings on one port of this machine; the portal talks to them as to the real ones."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, request
from pydantic import BaseModel
from werkzeug.serving import make_server

from chasqui.contracts.risk_desk import ReviewState
from chasqui.kernel.errors import Invalid, NotFound
from chasqui.kernel.web.problems import register_problems, render_problem
from tests.support.fakes import (
	campaigns,
	care,
	customers,
	desk,
	imports,
	lists,
	mailer,
	person,
	rights,
	risk,
	second_factor,
	security,
	staff,
	stuck,
)
from tests.support.fakes.world import World

# Which paths fall silent with which sibling.
OWNERS = {
	"/v1/customers": "customers", "/v1/imports": "customers", "/v1/designs": "mailer",
	"/v1/runs": "mailer", "/v1/test-sends": "mailer", "/v1/unsubscribe": "mailer",
	"/v1/segments": "customers", "/v1/duplicates": "customers", "/v1/merges": "customers",
	"/v1/quality": "customers", "/v1/held-services": "customers",
	"/v1/views": "customers", "/v1/bulk-jobs": "customers",
	"/v1/rights-requests": "customers", "/v1/erasures": "customers",
	"/v1/audit": "customers", "/v1/tags": "customers", "/v1/custom-fields": "customers",
}  # fmt: skip


# Paths that several siblings have: they are told apart by the URL at which they are asked.
SHARED = ("/activity", "/mails", "/holdings", "/stuck-events")


class FakeApp(Flask):
	"""Answers contract models as the kernel's web does."""

	def make_response(self, rv: object) -> Response:
		if isinstance(rv, BaseModel):
			rv = Response(rv.model_dump_json(), mimetype="application/json")
		elif isinstance(rv, tuple) and isinstance(rv[0], BaseModel):
			rv = Response(rv[0].model_dump_json(), rv[1], mimetype="application/json")
		return super().make_response(rv)


def build_fake_app(world: World) -> Flask:
	"""Return one app that plays customers, campaigns and mailer."""
	app = FakeApp("fakes")
	world.reviews = {
		1: risk.make_review(1, ReviewState.DONE), 2: risk.make_review(2, ReviewState.FAILED),
		3: risk.make_review(3, ReviewState.DONE, campaign_id=1),
	}  # fmt: skip
	register_problems(app)
	app.register_error_handler(KeyError, lambda _error: render_problem(NotFound("No existe.")))
	app.register_error_handler(ValueError, lambda _error: render_problem(Invalid("No es válido.")))
	app.wsgi_app = name_sibling(app.wsgi_app)  # type: ignore[method-assign]

	@app.before_request
	def fall_silent() -> tuple[str, int] | None:
		owner = next(
			(o for path, o in OWNERS.items() if request.path.startswith(path)), "campaigns"
		)
		if request.path.endswith(SHARED):
			owner = request.script_root.strip("/")
		return ("", 503) if owner in world.down else None

	modules = (
		staff, campaigns, desk, risk, lists, customers, imports, care, mailer, person, rights,
		stuck, security, second_factor,
	)  # fmt: skip
	for module in modules:
		app.register_blueprint(module.build_blueprint(world))
	return app


def name_sibling(inner: Any) -> Any:
	"""Take the sibling's name off the path: ``/mailer/v1/runs`` is the mailer's ``/v1/runs``."""

	def call(environ: dict[str, Any], start: Any) -> Any:
		head, _, rest = environ["PATH_INFO"].lstrip("/").partition("/")
		if head in ("customers", "campaigns", "mailer"):
			environ["SCRIPT_NAME"], environ["PATH_INFO"] = f"/{head}", f"/{rest}"
		return inner(environ, start)

	return call


@contextmanager
def serve(app: Flask) -> Iterator[str]:
	"""Yield the URL of the app, served by threads of this process."""
	server = make_server("127.0.0.1", 0, app, threaded=True)
	thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
	thread.start()
	try:
		yield f"http://127.0.0.1:{server.port}"
	finally:
		server.shutdown()
		thread.join()
