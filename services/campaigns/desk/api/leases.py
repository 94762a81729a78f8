"""Whom an advisor holds: taken, shown, kept a while longer, given back (K27)."""

from uuid import UUID

from campaigns.accounts.api.actors import read_staff_id
from campaigns.desk.wiring import DeskParts
from chasqui.contracts.campaigns.desk import (
	DeskLease,
	LeaseRenewal,
	NextRequest,
	ReleaseRequest,
	RenewRequest,
)
from chasqui.contracts.endpoints.campaigns import desk as endpoints
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: DeskParts) -> Routes:
	routes = Routes("leases", __name__)

	@routes.serve(endpoints.take_next)
	def take_next(*, body: NextRequest) -> DeskLease:
		service = wiring.make_call_service(read_session())
		return service.take_next(read_staff_id(), body.campaign_id)

	@routes.serve(endpoints.show_lease)
	def show_lease(*, lease_token: UUID) -> DeskLease:
		return wiring.make_desk_reader(read_session()).show_lease(read_staff_id(), lease_token)

	@routes.serve(endpoints.renew_lease)
	def renew_lease(*, body: RenewRequest) -> LeaseRenewal:
		token = body.lease_token
		return wiring.make_call_service(read_session()).renew(read_staff_id(), token)

	@routes.serve(endpoints.release_customer)
	def release_customer(*, body: ReleaseRequest) -> None:
		token = body.lease_token
		wiring.make_call_service(read_session()).release(read_staff_id(), token)

	return routes
