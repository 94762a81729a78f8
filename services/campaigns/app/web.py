"""The Flask app: ``gunicorn 'campaigns.app.web:create_app()'``."""

from campaigns.app.wiring import Wiring
from campaigns.config import CampaignsConfig
from campaigns.features import FEATURES
from campaigns.tables import EventCursorRow, EventRow, IdempotencyRow, StuckEventRow
from chasqui.contracts.access import Service
from chasqui.kernel.feed.api import build_stuck_blueprint
from chasqui.kernel.feed.metrics import register_feed
from chasqui.kernel.feed.page import build_feed_blueprint
from chasqui.kernel.log import set_up_logging
from chasqui.kernel.web.app import WebApp, build_web_app


def create_app(config: CampaignsConfig | None = None) -> WebApp:
	"""Return the web app of campaigns."""
	config = config or CampaignsConfig()
	set_up_logging(Service.CAMPAIGNS, config.log_level)
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
	)
