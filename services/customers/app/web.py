"""The Flask app: ``gunicorn 'customers.app.web:create_app()'``."""

from chasqui.contracts.access import Service
from chasqui.feed.api import build_stuck_blueprint
from chasqui.feed.metrics import register_feed
from chasqui.kernel.feed import build_feed_blueprint
from chasqui.kernel.log import set_up_logging
from chasqui.kernel.web import WebApp, build_web_app
from customers.api import (
	audit,
	bulk,
	customers,
	duplicates,
	erasures,
	identities,
	import_findings,
	import_steps,
	imports,
	lists,
	profiles,
	quality,
	rights,
	segments,
	views,
)
from customers.config import CustomersConfig
from customers.models.feed import EventCursorRow, EventRow, StuckEventRow
from customers.wiring import Wiring

PAGES = (
	lists, views, bulk, customers, segments, imports, import_steps, import_findings, audit,
	profiles, identities, rights, erasures, duplicates, quality,
)  # fmt: skip


def create_app(config: CustomersConfig | None = None) -> WebApp:
	"""Return the web app of customers."""
	config = config or CustomersConfig()
	set_up_logging(Service.CUSTOMERS, config.log_level)
	wiring = Wiring(config)
	register_feed(wiring.database, EventCursorRow, StuckEventRow)
	stuck = build_stuck_blueprint(StuckEventRow, wiring.nudge_consumer)
	blueprints = [page.build_blueprint(wiring) for page in PAGES]
	return build_web_app(
		Service.CUSTOMERS,
		config,
		blueprints=[*blueprints, build_feed_blueprint(EventRow), stuck],
		database=wiring.database,
		max_upload_bytes=config.import_max_bytes,
	)
