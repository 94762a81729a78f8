"""Health for supervisors: alive (`/healthz`), ready (`/readyz`), figures (`/metrics`)."""

from collections.abc import Callable, Mapping

import structlog
from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from chasqui.kernel.security.access import open_to_all

Check = Callable[[], None]


def build_health_blueprint(checks: Mapping[str, Check]) -> Blueprint:
	"""Return the pages; each check raises where its part does not serve."""
	blueprint = Blueprint("health", __name__)

	@blueprint.get("/healthz")
	@open_to_all
	def show_alive() -> Response:
		return jsonify(status="ok")

	@blueprint.get("/readyz")
	@open_to_all
	def show_ready() -> tuple[Response, int]:
		failed = [name for name, check in checks.items() if not _passes(name, check)]
		status = "unavailable" if failed else "ok"
		return jsonify(status=status, failed=failed), 503 if failed else 200

	@blueprint.get("/metrics")
	@open_to_all
	def show_metrics() -> Response:
		return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)

	return blueprint


def _passes(name: str, check: Check) -> bool:
	try:
		check()
	except Exception as error:  # whatever fails, the answer is «not ready»
		structlog.get_logger().warning("not_ready", part=name, kind=type(error).__name__)
		return False
	return True
