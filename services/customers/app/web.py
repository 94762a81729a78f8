"""The Flask app: ``gunicorn 'customers.app.web:create_app()'``."""

from chasqui.contracts.access import Service
from chasqui.kernel.feed.api import build_stuck_blueprint
from chasqui.kernel.feed.metrics import register_feed
from chasqui.kernel.feed.page import build_feed_blueprint
from chasqui.kernel.log import set_up_logging
from chasqui.kernel.web.app import WebApp, build_web_app
from customers.app.wiring import Wiring
from customers.config import CustomersConfig
from customers.features import FEATURES
from customers.tables import EventCursorRow, EventRow, IdempotencyRow, StuckEventRow


def create_app(config: CustomersConfig | None = None) -> WebApp:
	"""Return the web app of customers."""
	config = config or CustomersConfig()
	set_up_logging(Service.CUSTOMERS, config.log_level)
	return build_app(Wiring(config))


def build_app(wiring: Wiring) -> WebApp:
	"""Return the views of all features over these parts."""
	register_feed(wiring.database, EventCursorRow, StuckEventRow)
	stuck = build_stuck_blueprint(StuckEventRow, wiring.nudge_consumer)
	blueprints = FEATURES.gather("api", "build_blueprint", wiring)
	return build_web_app(
		wiring.service,
		wiring.config,
		blueprints=[*blueprints, build_feed_blueprint(EventRow), stuck],
		database=wiring.database,
		idempotency_table=IdempotencyRow,
		max_upload_bytes=wiring.config.import_max_bytes,
	)
