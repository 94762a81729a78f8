"""Builds the portal, which gunicorn serves: `portal.app:create_app()`."""

import time
import uuid
from functools import partial
from pathlib import Path

import structlog
from flask import Flask, Response, g, request
from jinja2 import FileSystemLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from chasqui.contracts.access import Service
from chasqui.contracts.endpoints.campaigns import accounts as accounts_api
from chasqui.kernel.log import set_up_logging
from chasqui.kernel.security.refusals import watch_refusals
from chasqui.kernel.web.bodies import limit_bodies
from chasqui.kernel.web.health import build_health_blueprint
from chasqui.kernel.web.http_edge import HttpGuard
from portal.accounts.clients import refresh_session
from portal.config import HERE, PortalConfig
from portal.features import FEATURES
from portal.session.access import guard_pages
from portal.session.cookie import SealedSessions, Sealer
from portal.session.csrf import guard_forms
from portal.session.language import set_up_languages
from portal.session.local_ways import guard_ways
from portal.session.renewal import TokenRenewer, renew_sessions
from portal.session.staff import name_subject, read_access_token
from portal.session.watch import SessionGuard, watch_sessions
from portal.shell.pages.errors import register_errors
from portal.shell.pages.headers import set_headers
from portal.shell.pages.menu import set_up_menu
from portal.shell.pages.template_words import set_up_templates
from portal.shell.pages.ways_back import lead_back
from portal.siblings import EXTENSION, ask, build_siblings

CORRELATION_HEADER = "X-Request-Id"
MAX_FORM_BYTES = 4 * 1024 * 1024  # in memory; a file goes to disk


def create_app(config: PortalConfig | None = None) -> Flask:
	"""Return the portal. Nothing connects until a page asks."""
	config = config or PortalConfig()
	set_up_logging(Service.PORTAL.value, config.log_level)
	app = Flask("portal", static_folder=None, template_folder=None)
	app.jinja_loader = FileSystemLoader(list_template_folders())
	configure_app(app, config)
	sealer = Sealer(config.session_key.get_secret_value())
	trust_proxies(app, config.trusted_proxies)
	app.wsgi_app = HttpGuard(app.wsgi_app, config.hosts)  # type: ignore[method-assign]
	app.session_interface = SealedSessions(sealer, is_secure=config.has_secure_cookies)
	app.extensions[EXTENSION] = build_siblings(config, read_access_token)
	set_up_languages(app, config.zone)
	name_requests(app)
	watch_refusals(app, name_subject)
	renew_sessions(app, TokenRenewer(refresh_session))
	watch_sessions(app, SessionGuard(partial(ask, accounts_api.check_session)))
	guard_pages(app)
	limit_bodies(app, config.max_upload_bytes)
	guard_forms(app)
	set_headers(app)
	guard_ways(app)
	lead_back(app)
	set_up_templates(app, FEATURES.collect("labels", "WORDS"))
	set_up_menu(app, FEATURES.collect("pages", "ENTRY"))
	register_errors(app)
	manifest = config.assets / "manifest.json"
	app.register_blueprint(build_health_blueprint({"assets": lambda: manifest.stat() and None}))
	for blueprint in FEATURES.collect("pages", "blueprint"):
		app.register_blueprint(blueprint)
	return app


def list_template_folders() -> list[Path]:
	"""Return where each feature keeps its templates, below a folder of its own name."""
	return [HERE / name / "templates" for name in FEATURES.names]


def configure_app(app: Flask, config: PortalConfig) -> None:
	"""Put into Flask's settings what pages read."""
	app.config.update(
		CHASQUI_ASSETS=config.assets,
		CHASQUI_COMPANY=config.company_name,
		CHASQUI_ZONE=config.zone,
		MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
		SESSION_COOKIE_SECURE=config.has_secure_cookies,
	)


def trust_proxies(app: Flask, count: int) -> None:
	"""Believe the last `count` proxies about where a request comes from, and nobody else."""
	if count:
		app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=0)  # type: ignore[method-assign]


def name_requests(app: Flask) -> None:
	"""Give each request an id that goes on to the siblings and back in a header."""

	@app.before_request
	def start_request() -> None:
		g.started = time.perf_counter()
		g.correlation_id = str(uuid.uuid4())
		structlog.contextvars.bind_contextvars(correlation_id=g.correlation_id)

	@app.after_request
	def finish_request(response: Response) -> Response:
		response.headers[CORRELATION_HEADER] = g.get("correlation_id", "")
		if response.status_code >= 500:
			structlog.get_logger().warning(
				"page_failed", endpoint=request.endpoint, status=response.status_code
			)
		return response
