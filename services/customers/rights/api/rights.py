"""The desk of the rights of the person: requests with their legal clock."""

from chasqui.contracts.customers.rights import (
	RequestClosing,
	RequestQuery,
	RightsRequest,
	RightsRequestFields,
)
from chasqui.contracts.endpoints.customers import rights as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.rights.wiring import RightsParts


def build_blueprint(wiring: RightsParts) -> Routes:
	routes = Routes("rights", __name__)

	@routes.serve(endpoints.list_requests)
	def list_requests(*, query: RequestQuery) -> Page[RightsRequest]:
		return wiring.make_rights_service(read_session()).list_page(query)

	@routes.serve(endpoints.open_request)
	def open_request(*, body: RightsRequestFields) -> RightsRequest:
		return wiring.make_rights_service(read_session()).open(body, read_actor())

	@routes.serve(endpoints.show_request)
	def show_request(*, request_id: int) -> RightsRequest:
		return wiring.make_rights_service(read_session()).show(request_id)

	@routes.serve(endpoints.close_request)
	def close_request(*, request_id: int, body: RequestClosing) -> RightsRequest:
		service = wiring.make_rights_service(read_session())
		return service.close(request_id, body, read_actor())

	return routes
