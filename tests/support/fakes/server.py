"""The fake siblings on one port of this machine; the portal talks to them as to the real ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, request
from pydantic import BaseModel
from werkzeug.serving import make_server

from chasqui.contracts.campaigns.risk import ReviewState
from chasqui.contracts.customers.segments import PATH_SEGMENT_COUNT
from chasqui.kernel.errors import Forbidden, Invalid, NotFound
from chasqui.kernel.texts.text import say
from chasqui.kernel.web.problems import register_problems, render_problem
from tests.support.endpoints import find_endpoints
from tests.support.fakes import (
	accounts,
	board,
	calls,
	campaigns,
	care,
	catalogue,
	comparison,
	conversations,
	customers,
	desk,
	drafts,
	equipment,
	exclusions,
	figures,
	finance,
	holidays,
	hours,
	imports,
	lists,
	mail_care,
	mailer,
	overlaps,
	own_results,
	part_orders,
	person,
	pictures,
	preflight,
	promotions,
	quotes,
	reports,
	rights,
	risk,
	rounds,
	sales,
	saved_segments,
	second_factor,
	security,
	service_orders,
	settings,
	staff,
	stuck,
	subscriptions,
)
from tests.support.fakes.world import World
from tests.support.serving import begin_serving

# What one sibling has to ask of another.
RELAYED = {PATH_SEGMENT_COUNT: "customers"}


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
	app.register_error_handler(KeyError, lambda _error: render_problem(NotFound(say("No existe."))))
	app.register_error_handler(
		ValueError, lambda _error: render_problem(Invalid(say("No es válido.")))
	)
	app.wsgi_app = name_sibling(app.wsgi_app)  # type: ignore[method-assign]

	@app.before_request
	def refuse_roles() -> None:
		asked = [one for one in find_endpoints(request.path) if one.method == request.method]
		token = request.headers.get("Authorization", "").removeprefix("Bearer ")
		if asked and not any(staff.may_ask(one, token) for one in asked):
			world.refused.append(f"{request.method} {request.path}")
			raise Forbidden(say("Su rol no permite esta acción."))

	@app.before_request
	def fall_silent() -> tuple[str, int] | None:
		owners = {one.service for one in find_endpoints(request.path)}
		[owner] = owners if len(owners) == 1 and None not in owners else {asked_at()}
		owner = RELAYED.get(request.path, owner)
		return ("", 503) if owner in world.down else None

	modules = (
		staff, board, campaigns, drafts, desk, risk, lists, customers, imports, care, mailer,
		person, rights, stuck, hours, finance, holidays, security, second_factor, accounts,
		catalogue, pictures, promotions, reports, overlaps, figures, comparison, calls, settings,
		own_results, saved_segments, preflight, exclusions, rounds, sales, quotes,
		subscriptions, equipment, service_orders, part_orders, conversations, mail_care,
	)  # fmt: skip
	for module in modules:
		app.register_blueprint(module.build_blueprint(world))
	return app


def asked_at() -> str:
	"""Return the sibling by whose URL it was asked: several have the same path."""
	return request.script_root.strip("/") or "campaigns"


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
	thread = begin_serving(server)
	try:
		yield f"http://127.0.0.1:{server.port}"
	finally:
		server.shutdown()
		thread.join()
