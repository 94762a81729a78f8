"""The supervisor's board and the pauses of advisors over HTTP."""

from campaigns.accounts.api.actors import read_staff_id
from campaigns.supervision.wiring import SupervisionParts
from chasqui.contracts.campaigns.board import (
	Board,
	DayGoals,
	DayGoalsUpdate,
	OwnPause,
	PauseRequest,
)
from chasqui.contracts.endpoints.campaigns import board as endpoints
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: SupervisionParts) -> Routes:
	routes = Routes("board", __name__)

	@routes.serve(endpoints.show_board)
	def show_board() -> Board:
		session = read_session()
		goals = wiring.make_day_goals_service(session).show()
		return wiring.make_board_reader(session).show(goals)

	@routes.serve(endpoints.set_goals)
	def set_goals(*, body: DayGoalsUpdate) -> DayGoals:
		service = wiring.make_day_goals_service(read_session())
		return service.set(body, read_principal().name)

	@routes.serve(endpoints.show_pause)
	def show_pause() -> OwnPause:
		return wiring.make_pause_service(read_session()).show(read_staff_id())

	@routes.serve(endpoints.begin_pause)
	def begin_pause(*, body: PauseRequest) -> OwnPause:
		return wiring.make_pause_service(read_session()).begin(read_staff_id(), body)

	@routes.serve(endpoints.end_pause)
	def end_pause() -> None:
		wiring.make_pause_service(read_session()).end(read_staff_id())

	return routes
