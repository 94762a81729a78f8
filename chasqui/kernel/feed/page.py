"""The page that serves a service's events to its siblings."""

from typing import Any

from chasqui.contracts.endpoints import shared as endpoints
from chasqui.contracts.events import EventPage, EventQuery
from chasqui.kernel.feed.events import read_feed
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_feed_blueprint(table: type[Any]) -> Routes:
	"""Return ``GET /v1/events`` over a service's event table."""
	routes = Routes("feed", __name__)

	@routes.serve(endpoints.read_events)
	def list_events(*, query: EventQuery) -> EventPage:
		return read_feed(read_session(), table, query.after, query.limit)

	return routes
