"""The advisor's desk: next customer, risk, result (K27, K29)."""

from campaigns.accounts.api.actors import read_staff_id
from campaigns.desk.wiring import DeskParts
from chasqui.contracts.campaigns.desk import (
	CallRecord,
	CallRecorded,
	DeskLease,
	DeskRisk,
	DeskState,
	InformationRequest,
	LeaseRenewal,
	NextRequest,
	ReleaseRequest,
	RenewRequest,
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

	@routes.serve(endpoints.take_next)
	def take_next(*, body: NextRequest) -> DeskLease:
		service = wiring.make_call_service(read_session())
		return service.take_next(read_staff_id(), body.campaign_id)

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

	@routes.serve(endpoints.renew_lease)
	def renew_lease(*, body: RenewRequest) -> LeaseRenewal:
		token = body.lease_token
		return wiring.make_call_service(read_session()).renew(read_staff_id(), token)

	@routes.serve(endpoints.release_customer)
	def release_customer(*, body: ReleaseRequest) -> None:
		token = body.lease_token
		wiring.make_call_service(read_session()).release(read_staff_id(), token)

	return routes
