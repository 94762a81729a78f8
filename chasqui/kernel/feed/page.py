"""The page that serves a service's events to its siblings."""

from typing import Any

from flask import Blueprint

from chasqui.contracts.access import Scope
from chasqui.contracts.events import PATH_EVENTS, EventPage, EventQuery
from chasqui.kernel.feed.events import read_feed
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_query, read_session


def build_feed_blueprint(table: type[Any]) -> Blueprint:
	"""Return ``GET /v1/events`` over a service's event table."""
	blueprint = Blueprint("feed", __name__)

	@blueprint.get(PATH_EVENTS)
	@grant(scopes=[Scope.EVENTS_READ])
	def list_events() -> EventPage:
		query = read_query(EventQuery)
		return read_feed(read_session(), table, query.after, query.limit)

	return blueprint
