"""Calls that begin at the desk, by the dialler if there is one."""

from uuid import UUID

from campaigns.accounts.api.actors import read_staff_id
from campaigns.desk.wiring import DeskParts
from chasqui.contracts.campaigns.desk import Dial, DialRequest
from chasqui.contracts.campaigns.dialler import DialAttempt
from chasqui.contracts.endpoints.campaigns import desk as endpoints
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: DeskParts) -> Routes:
	routes = Routes("dials", __name__)

	@routes.serve(endpoints.dial)
	def dial(*, body: DialRequest) -> Dial:
		return wiring.dial_sender.dial(read_staff_id(), body)

	@routes.serve(endpoints.show_dial)
	def show_dial(*, attempt_id: UUID) -> DialAttempt:
		attempts = wiring.make_dial_attempt_service(read_session())
		return attempts.show(read_staff_id(), attempt_id)

	return routes
