"""Stuck events over HTTP, for the administrator: alike in every service that reads feeds."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint
from sqlalchemy.orm import Session

from chasqui.contracts.access import Permission
from chasqui.contracts.stuck_events import PATH_STUCK, StuckDrop, StuckEvent, StuckQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.feed.desk import StuckDesk
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_body, read_query, read_session


def build_stuck_blueprint(table: type[Any], nudge: Callable[[Session], None]) -> Blueprint:
	"""Return ``/v1/stuck-events``; `nudge` wakes the worker once the session is durable."""
	blueprint = Blueprint("stuck_events", __name__)

	@blueprint.get(PATH_STUCK)
	@grant(Permission.EVENTS_MANAGE)
	def list_stuck() -> Page[StuckEvent]:
		return StuckDesk(read_session(), table).list_page(read_query(StuckQuery))

	@blueprint.post(f"{PATH_STUCK}/<uuid:event_id>/retry")
	@grant(Permission.EVENTS_MANAGE)
	def retry_event(event_id: UUID) -> tuple[str, int]:
		session = read_session()
		StuckDesk(session, table).retry(event_id, read_principal().subject)
		nudge(session)
		return "", 204

	@blueprint.post(f"{PATH_STUCK}/<uuid:event_id>/drop")
	@grant(Permission.EVENTS_MANAGE)
	def drop_event(event_id: UUID) -> tuple[str, int]:
		drop = read_body(StuckDrop)
		StuckDesk(read_session(), table).drop(event_id, drop, read_principal().subject)
		return "", 204

	return blueprint
