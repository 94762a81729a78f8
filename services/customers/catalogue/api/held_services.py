"""Services as they were noted with customers."""

from chasqui.contracts.endpoints.customers import catalogue as endpoints
from chasqui.contracts.imports import HeldService
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.catalogue.wiring import CatalogueParts


def build_blueprint(wiring: CatalogueParts) -> Routes:
	routes = Routes("catalogue", __name__)

	@routes.serve(endpoints.list_held)
	def list_held() -> Page[HeldService]:
		return Page[HeldService](items=wiring.make_service_shelf(read_session()).list_all())

	return routes
