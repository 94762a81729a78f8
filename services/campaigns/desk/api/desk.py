"""The advisor's desk: what there is, the risk of who is called, the result (K27, K29)."""

from campaigns.accounts.api.actors import read_staff_id
from campaigns.desk.wiring import DeskParts
from chasqui.contracts.campaigns.desk import (
	CallRecord,
	CallRecorded,
	DeskRisk,
	DeskState,
	InformationRequest,
	RiskRequest,
)
from chasqui.contracts.campaigns.information import SentInformation
from chasqui.contracts.endpoints.campaigns import desk as endpoints
from chasqui.kernel.errors import AppError
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: DeskParts) -> Routes:
	routes = Routes("desk", __name__)

	@routes.serve(endpoints.show_desk)
	def show_desk() -> DeskState:
		return wiring.make_desk_reader(read_session()).show(read_staff_id())

	@routes.serve(endpoints.check_risk)
	def check_risk(*, body: RiskRequest) -> DeskRisk:
		service = wiring.make_call_risk_service(read_session())
		return service.check(read_staff_id(), body.lease_token, fresh=body.fresh)

	@routes.serve(endpoints.send_information)
	def send_information(*, body: InformationRequest) -> SentInformation:
		service = wiring.make_desk_information_service(read_session())
		return service.send(read_staff_id(), body.lease_token)

	@routes.serve(endpoints.record_result)
	def record_result(*, body: CallRecord) -> CallRecorded | AppError:
		return wiring.make_call_recorder(read_session()).record(read_staff_id(), body)

	return routes
