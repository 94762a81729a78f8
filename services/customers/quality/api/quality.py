"""The inbox of faults in the data."""

from chasqui.contracts.customers.people import Customer
from chasqui.contracts.customers.quality import QualityCount, QualityDismissal, QualityQuery
from chasqui.contracts.endpoints.customers import quality as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.quality.wiring import QualityParts


def build_blueprint(wiring: QualityParts) -> Routes:
	routes = Routes("quality", __name__)

	@routes.serve(endpoints.count_faults)
	def count_faults() -> Page[QualityCount]:
		return Page[QualityCount](items=wiring.make_quality_service(read_session()).count())

	@routes.serve(endpoints.list_faulty)
	def list_faulty(*, query: QualityQuery) -> Page[Customer]:
		return wiring.make_quality_service(read_session()).list_page(query)

	@routes.serve(endpoints.dismiss_fault)
	def dismiss_fault(*, body: QualityDismissal) -> None:
		wiring.make_quality_service(read_session()).dismiss(body, read_actor())

	return routes
