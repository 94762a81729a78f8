"""The supervisor's board, and the pauses of advisors."""

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.board import (
	Board,
	DayGoals,
	DayGoalsUpdate,
	OwnPause,
	PauseRequest,
)
from chasqui.contracts.endpoints.campaigns import API


@API.declare("GET", "/v1/board", Permission.ADVISORS_WATCH)
def show_board() -> Board: ...


@API.declare("PUT", "/v1/day-goals", Permission.ADVISORS_WATCH)
def set_goals(*, body: DayGoalsUpdate) -> DayGoals: ...


@API.declare("GET", "/v1/desk/pause", Permission.CALLS_MAKE)
def show_pause() -> OwnPause: ...


@API.declare("POST", "/v1/desk/pause", Permission.CALLS_MAKE)
def begin_pause(*, body: PauseRequest) -> OwnPause:
	"""Begin a pause, or change why; taking a customer ends it."""


@API.declare("DELETE", "/v1/desk/pause", Permission.CALLS_MAKE)
def end_pause() -> None: ...
