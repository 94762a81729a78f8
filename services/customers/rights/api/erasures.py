"""All that is held about a person, and its erasure with receipts."""

from flask import Blueprint

from chasqui.contracts.access import Permission
from chasqui.contracts.customers import ListQuery
from chasqui.contracts.rights import Erasure, ErasureRequest, Holdings
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_body, read_query, read_session
from customers.audit.api.actors import read_actor
from customers.rights.wiring import RightsParts


def build_blueprint(wiring: RightsParts) -> Blueprint:
	blueprint = Blueprint("erasures", __name__)

	@blueprint.post("/v1/customers/<int:customer_id>/erasure")
	@grant(Permission.RIGHTS_MANAGE)
	def begin_erasure(customer_id: int) -> tuple[Erasure, int]:
		request, eraser = read_body(ErasureRequest), wiring.make_eraser(read_session())
		return eraser.begin(customer_id, request, read_actor()), 202

	@blueprint.get("/v1/erasures")
	@grant(Permission.RIGHTS_MANAGE)
	def list_erasures() -> Page[Erasure]:
		query = read_query(ListQuery)
		return wiring.make_eraser(read_session()).list_page(query.cursor, query.limit)

	@blueprint.get("/v1/erasures/<int:erasure_id>")
	@grant(Permission.RIGHTS_MANAGE)
	def show_erasure(erasure_id: int) -> Erasure:
		return wiring.make_eraser(read_session()).show(erasure_id)

	@blueprint.get("/v1/customers/<int:customer_id>/holdings")
	@grant(Permission.RIGHTS_MANAGE)
	def show_holdings(customer_id: int) -> Holdings:
		teller = wiring.make_holdings_teller(read_session())
		return teller.tell(customer_id, read_actor())

	@blueprint.get("/v1/customers/<int:customer_id>/risk-holdings")
	@grant(Permission.RIGHTS_MANAGE)
	def show_risk_holdings(customer_id: int) -> Holdings:
		return wiring.make_risk_teller(read_session()).tell(customer_id, read_actor())

	return blueprint
