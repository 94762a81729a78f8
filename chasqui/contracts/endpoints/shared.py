"""What every service that keeps data answers to: its events, and those that it could not take."""

from uuid import UUID

from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.endpoint import Api
from chasqui.contracts.events import PATH_EVENTS, EventPage, EventQuery
from chasqui.contracts.stuck_events import PATH_STUCK, StuckDrop, StuckEvent, StuckQuery
from chasqui.contracts.wire import Page

API = Api(None)


@API.declare("GET", PATH_EVENTS, scopes=[Scope.EVENTS_READ])
def read_events(*, query: EventQuery) -> EventPage: ...


@API.declare("GET", PATH_STUCK, Permission.EVENTS_MANAGE)
def list_stuck(*, query: StuckQuery) -> Page[StuckEvent]: ...


@API.declare("POST", f"{PATH_STUCK}/{{event_id}}/retry", Permission.EVENTS_MANAGE)
def retry_event(*, event_id: UUID) -> None: ...


@API.declare("POST", f"{PATH_STUCK}/{{event_id}}/drop", Permission.EVENTS_MANAGE)
def drop_event(*, event_id: UUID, body: StuckDrop) -> None: ...
