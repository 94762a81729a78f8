"""The rights of the person: the desk of requests, erasures, and all that is held."""

from flask import Blueprint

from chasqui.contracts.access import Role
from chasqui.contracts.customers import ListQuery
from chasqui.contracts.rights import (
	Erasure,
	ErasureRequest,
	Holdings,
	RequestClosing,
	RequestQuery,
	RightsRequest,
	RightsRequestFields,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.auth import grant
from chasqui.kernel.web import read_body, read_query, read_session
from customers.api.actors import read_actor
from customers.wiring import Wiring


def build_blueprint(wiring: Wiring) -> Blueprint:
	blueprint = Blueprint("rights", __name__)

	@blueprint.get("/v1/rights-requests")
	@grant(Role.ADMINISTRATOR)
	def list_requests() -> Page[RightsRequest]:
		return wiring.make_rights_desk(read_session()).list_page(read_query(RequestQuery))

	@blueprint.post("/v1/rights-requests")
	@grant(Role.ADMINISTRATOR)
	def open_request() -> tuple[RightsRequest, int]:
		fields = read_body(RightsRequestFields)
		return wiring.make_rights_desk(read_session()).open(fields, read_actor()), 201

	@blueprint.post("/v1/rights-requests/<int:request_id>/closing")
	@grant(Role.ADMINISTRATOR)
	def close_request(request_id: int) -> RightsRequest:
		closing, desk = read_body(RequestClosing), wiring.make_rights_desk(read_session())
		return desk.close(request_id, closing, read_actor())

	@blueprint.post("/v1/customers/<int:customer_id>/erasure")
	@grant(Role.ADMINISTRATOR)
	def begin_erasure(customer_id: int) -> tuple[Erasure, int]:
		request, eraser = read_body(ErasureRequest), wiring.make_eraser(read_session())
		return eraser.begin(customer_id, request, read_actor()), 202

	@blueprint.get("/v1/erasures")
	@grant(Role.ADMINISTRATOR)
	def list_erasures() -> Page[Erasure]:
		query = read_query(ListQuery)
		return wiring.make_eraser(read_session()).list_page(query.cursor, query.limit)

	@blueprint.get("/v1/erasures/<int:erasure_id>")
	@grant(Role.ADMINISTRATOR)
	def show_erasure(erasure_id: int) -> Erasure:
		return wiring.make_eraser(read_session()).show(erasure_id)

	@blueprint.get("/v1/customers/<int:customer_id>/holdings")
	@grant(Role.ADMINISTRATOR)
	def show_holdings(customer_id: int) -> Holdings:
		teller = wiring.make_holdings_teller(read_session())
		return teller.tell(customer_id, read_actor())

	return blueprint
