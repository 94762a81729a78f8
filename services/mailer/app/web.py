"""The Flask app: ``gunicorn 'mailer.app.web:create_app()'``."""

from chasqui.contracts.access import Service
from chasqui.kernel.feed.api import build_stuck_blueprint
from chasqui.kernel.feed.metrics import register_feed
from chasqui.kernel.feed.page import build_feed_blueprint
from chasqui.kernel.log import set_up_logging
from chasqui.kernel.web.app import WebApp, build_web_app
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from mailer.features import FEATURES
from mailer.sending.api import register_ledger
from mailer.tables import EventCursorRow, EventRow, IdempotencyRow, StuckEventRow


def create_app(config: MailerConfig | None = None) -> WebApp:
	"""Return the web app of the mailer."""
	config = config or MailerConfig()
	set_up_logging(Service.MAILER, config.log_level)
	return build_app(Wiring(config))


def build_app(wiring: Wiring) -> WebApp:
	"""Return the views of all features over these parts."""
	register_ledger(wiring.database)
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
