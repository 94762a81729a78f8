"""What sales are set up with: series of numbers, rates of tax."""

from chasqui.contracts.customers.sales import Series, SeriesFields
from chasqui.contracts.customers.vat import VatRate, VatRateFields
from chasqui.contracts.endpoints.customers import sales as endpoints
from chasqui.contracts.wire import ListQuery, Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.sales.wiring import SaleParts


def build_blueprint(wiring: SaleParts) -> Routes:
	routes = Routes("sale_settings", __name__)

	@routes.serve(endpoints.list_series)
	def list_series() -> Page[Series]:
		return wiring.make_sale_settings_service(read_session()).list_series()

	@routes.serve(endpoints.add_series)
	def add_series(*, body: SeriesFields) -> Series:
		return wiring.make_sale_settings_service(read_session()).add_series(body, read_actor())

	@routes.serve(endpoints.list_vat_rates)
	def list_vat_rates(*, query: ListQuery) -> Page[VatRate]:
		return wiring.make_sale_settings_service(read_session()).list_rates(query)

	@routes.serve(endpoints.set_vat_rate)
	def set_vat_rate(*, body: VatRateFields) -> VatRate:
		return wiring.make_sale_settings_service(read_session()).set_rate(body, read_actor())

	return routes
