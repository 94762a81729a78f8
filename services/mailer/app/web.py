"""The Flask app: ``gunicorn 'mailer.app.web:create_app()'``."""

from chasqui.contracts.access import Service
from chasqui.feed.api import build_stuck_blueprint
from chasqui.feed.metrics import register_feed
from chasqui.kernel.feed import build_feed_blueprint
from chasqui.kernel.log import set_up_logging
from chasqui.kernel.web import WebApp, build_web_app
from mailer.api import designs, openings, people, runs, unsubscribe
from mailer.api.metrics import register_ledger
from mailer.config import MailerConfig
from mailer.models.event import EventCursorRow, EventRow, StuckEventRow
from mailer.wiring import Wiring

PAGES = (designs, openings, runs, unsubscribe, people)


def create_app(config: MailerConfig | None = None) -> WebApp:
	"""Return the web app of the mailer."""
	config = config or MailerConfig()
	set_up_logging(Service.MAILER, config.log_level)
	wiring = Wiring(config)
	register_ledger(wiring.database)
	register_feed(wiring.database, EventCursorRow, StuckEventRow)
	stuck = build_stuck_blueprint(StuckEventRow, wiring.nudge_consumer)
	blueprints = [page.build_blueprint(wiring) for page in PAGES]
	return build_web_app(
		Service.MAILER,
		config,
		blueprints=[*blueprints, build_feed_blueprint(EventRow), stuck],
		database=wiring.database,
	)
