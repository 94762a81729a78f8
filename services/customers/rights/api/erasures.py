"""All that is held about a person, and its erasure with receipts."""

from chasqui.contracts.customers.rights import Erasure, ErasureRequest, Holdings
from chasqui.contracts.endpoints.customers import rights as endpoints
from chasqui.contracts.jobs import JobActRequest, JobQuery
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.rights.wiring import RightsParts


def build_blueprint(wiring: RightsParts) -> Routes:
	routes = Routes("erasures", __name__)

	@routes.serve(endpoints.begin_erasure)
	def begin_erasure(*, customer_id: int, body: ErasureRequest) -> Erasure:
		eraser = wiring.make_eraser(read_session())
		return eraser.begin(customer_id, body, read_actor())

	@routes.serve(endpoints.list_erasures)
	def list_erasures(*, query: JobQuery) -> Page[Erasure]:
		return wiring.make_eraser(read_session()).list_page(query)

	@routes.serve(endpoints.show_erasure)
	def show_erasure(*, erasure_id: int) -> Erasure:
		return wiring.make_eraser(read_session()).show(erasure_id)

	@routes.serve(endpoints.act_on_erasure)
	def act_on_erasure(*, erasure_id: int, body: JobActRequest) -> Erasure:
		return wiring.make_eraser(read_session()).act(erasure_id, body.action)

	@routes.serve(endpoints.show_holdings)
	def show_holdings(*, customer_id: int) -> Holdings:
		reader = wiring.make_holdings_reader(read_session())
		return reader.read(customer_id, read_actor())

	@routes.serve(endpoints.show_risk_holdings)
	def show_risk_holdings(*, customer_id: int) -> Holdings:
		return wiring.make_risk_holdings_reader(read_session()).read(customer_id, read_actor())

	return routes
