"""What becomes of sales: invoiced, paid, voided, authorised, taken back."""

from chasqui.contracts.customers.sale_lists import SalesPaid, SalesPayment
from chasqui.contracts.customers.sales import (
	AuthorisationFields,
	InvoiceRequest,
	PaymentFields,
	ReturnFields,
	Sale,
	VoidRequest,
)
from chasqui.contracts.endpoints.customers import sales as endpoints
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.sales.api.sellers import read_seller
from customers.sales.use_cases.posting_service import PostingService
from customers.sales.wiring import SaleParts


def build_blueprint(wiring: SaleParts) -> Routes:
	routes = Routes("sale_postings", __name__)

	def make_service() -> PostingService:
		return wiring.make_posting_service(read_session(), read_seller())

	@routes.serve(endpoints.invoice_sale)
	def invoice_sale(*, sale_id: int, body: InvoiceRequest) -> Sale:
		return make_service().invoice(sale_id, body, read_actor())

	@routes.serve(endpoints.pay_sale)
	def pay_sale(*, sale_id: int, body: PaymentFields) -> Sale:
		return make_service().pay(sale_id, body, read_actor())

	@routes.serve(endpoints.pay_sales)
	def pay_sales(*, body: SalesPayment) -> SalesPaid:
		return make_service().pay_all(body, read_actor())

	@routes.serve(endpoints.void_sale)
	def void_sale(*, sale_id: int, body: VoidRequest) -> Sale:
		return make_service().void(sale_id, body, read_actor())

	@routes.serve(endpoints.authorise_sale)
	def authorise_sale(*, sale_id: int, body: AuthorisationFields) -> Sale:
		return make_service().authorise(sale_id, body, read_actor())

	@routes.serve(endpoints.return_lines)
	def return_lines(*, sale_id: int, body: ReturnFields) -> Sale:
		service = wiring.make_return_service(read_session(), read_seller())
		return service.take_back(sale_id, body, read_actor())

	return routes
