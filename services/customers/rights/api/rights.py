"""The desk of the rights of the person: requests with their legal clock."""

from flask import Blueprint

from chasqui.contracts.access import Permission
from chasqui.contracts.rights import (
	RequestClosing,
	RequestQuery,
	RightsRequest,
	RightsRequestFields,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_body, read_query, read_session
from customers.audit.api.actors import read_actor
from customers.rights.wiring import RightsParts


def build_blueprint(wiring: RightsParts) -> Blueprint:
	blueprint = Blueprint("rights", __name__)

	@blueprint.get("/v1/rights-requests")
	@grant(Permission.RIGHTS_MANAGE)
	def list_requests() -> Page[RightsRequest]:
		return wiring.make_rights_desk(read_session()).list_page(read_query(RequestQuery))

	@blueprint.post("/v1/rights-requests")
	@grant(Permission.RIGHTS_MANAGE)
	def open_request() -> tuple[RightsRequest, int]:
		fields = read_body(RightsRequestFields)
		return wiring.make_rights_desk(read_session()).open(fields, read_actor()), 201

	@blueprint.get("/v1/rights-requests/<int:request_id>")
	@grant(Permission.RIGHTS_MANAGE)
	def show_request(request_id: int) -> RightsRequest:
		return wiring.make_rights_desk(read_session()).show(request_id)

	@blueprint.post("/v1/rights-requests/<int:request_id>/closing")
	@grant(Permission.RIGHTS_MANAGE)
	def close_request(request_id: int) -> RightsRequest:
		closing, desk = read_body(RequestClosing), wiring.make_rights_desk(read_session())
		return desk.close(request_id, closing, read_actor())

	return blueprint
