"""The Flask app: ``gunicorn 'campaigns.app.web:create_app()'``."""

from campaigns.api import (
	account,
	assignments,
	audiences,
	campaigns,
	desk,
	people,
	recipients,
	risk,
	risk_reviews,
	second_step,
	security,
	staff,
	tokens,
)
from campaigns.config import CampaignsConfig
from campaigns.models.feed import EventCursor, EventRow, StuckEvent
from campaigns.wiring import Wiring
from chasqui.contracts.access import Service
from chasqui.feed.api import build_stuck_blueprint
from chasqui.feed.metrics import register_feed
from chasqui.kernel.feed import build_feed_blueprint
from chasqui.kernel.log import set_up_logging
from chasqui.kernel.web import WebApp, build_web_app

PAGES = (
	tokens, second_step, account, staff, security, campaigns, audiences, assignments,
	desk, recipients, risk, risk_reviews, people,
)  # fmt: skip


def create_app(config: CampaignsConfig | None = None) -> WebApp:
	"""Return the web app of campaigns."""
	config = config or CampaignsConfig()
	set_up_logging(Service.CAMPAIGNS, config.log_level)
	wiring = Wiring(config)
	register_feed(wiring.database, EventCursor, StuckEvent)
	stuck = build_stuck_blueprint(StuckEvent, wiring.nudge_consumer)
	blueprints = [page.build_blueprint(wiring) for page in PAGES]
	return build_web_app(
		Service.CAMPAIGNS,
		config,
		blueprints=[*blueprints, build_feed_blueprint(EventRow), stuck],
		database=wiring.database,
	)
