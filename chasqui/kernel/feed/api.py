"""Stuck events over HTTP, for the administrator: alike in every service that reads feeds."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from chasqui.contracts.endpoints import shared as endpoints
from chasqui.contracts.stuck_events import StuckDrop, StuckEvent, StuckQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.feed.stuck_events import StuckEventService
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_stuck_blueprint(table: type[Any], nudge: Callable[[Session], None]) -> Routes:
	"""Return ``/v1/stuck-events``; `nudge` wakes the worker once the session is durable."""
	routes = Routes("stuck_events", __name__)

	@routes.serve(endpoints.list_stuck)
	def list_stuck(*, query: StuckQuery) -> Page[StuckEvent]:
		return StuckEventService(read_session(), table).list_page(query)

	@routes.serve(endpoints.retry_event)
	def retry_event(*, event_id: UUID) -> None:
		session = read_session()
		StuckEventService(session, table).retry(event_id, read_principal().subject)
		nudge(session)

	@routes.serve(endpoints.drop_event)
	def drop_event(*, event_id: UUID, body: StuckDrop) -> None:
		StuckEventService(read_session(), table).drop(event_id, body, read_principal().subject)

	return routes
