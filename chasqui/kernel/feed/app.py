"""The web app of a service with data: its features' views and reports, its feed, stuck events."""

from typing import Any, Protocol

from chasqui.kernel.config.settings import DataConfig
from chasqui.kernel.feed.api import build_stuck_blueprint
from chasqui.kernel.feed.following import Follower
from chasqui.kernel.feed.metrics import register_feed
from chasqui.kernel.feed.page import build_feed_blueprint
from chasqui.kernel.log import set_up_logging
from chasqui.kernel.web.app import WebApp, build_web_app
from chasqui.kernel.web.reports import build_report_blueprint


class Composed(Follower, Protocol):
	"""The parts of one process, of all features."""

	@property
	def config(self) -> DataConfig: ...


def build_data_app(
	wiring: Composed, event_table: type[Any], idempotency_table: type[Any], **options: Any
) -> WebApp:
	"""Return the app; `options` as in `build_web_app`."""
	set_up_logging(wiring.service, wiring.config.log_level)
	register_feed(wiring.database, wiring.cursor_table, wiring.stuck_table)
	views = wiring.features.gather("api", "build_blueprint", wiring)
	counted = wiring.features.collect("repositories", "REPORT")
	reports = build_report_blueprint(counted, wiring.config.zone)
	stuck = build_stuck_blueprint(wiring.stuck_table, wiring.nudge_consumer)
	return build_web_app(
		wiring.service,
		wiring.config,
		blueprints=[*views, reports, build_feed_blueprint(event_table), stuck],
		database=wiring.database,
		idempotency_table=idempotency_table,
		**options,
	)
