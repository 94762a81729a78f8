"""Sales: drafts, invoices, payments, what came back; series of numbers and rates of tax."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.sale_lists import (
	SaleExportQuery,
	SaleFacets,
	SaleFilters,
	SaleQuery,
	SalesPaid,
	SalesPayment,
)
from chasqui.contracts.customers.sales import (
	AuthorisationFields,
	InvoiceRequest,
	PaymentFields,
	ReturnFields,
	Sale,
	SaleFields,
	SalePatch,
	SaleSummary,
	Series,
	SeriesFields,
	VoidRequest,
)
from chasqui.contracts.customers.vat import VatRate, VatRateFields
from chasqui.contracts.endpoint import Once, Stream
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import ListQuery, Page

READ, OWN, WRITE = Permission.SALES_READ, Permission.SALES_NOTE, Permission.SALES_WRITE


@API.declare("GET", "/v1/sales", READ, OWN)
def list_sales(*, query: SaleQuery) -> Page[SaleSummary]:
	"""Return a page of sales; who may not see all sees the own ones."""


@API.declare("POST", "/v1/sales", OWN, status=201, once=Once.MUST)
def add_sale(*, body: SaleFields) -> Sale:
	"""Write a draft."""


@API.declare("GET", "/v1/sales/facets", READ, OWN)
def find_sale_facets(*, query: SaleFilters) -> SaleFacets: ...


@API.declare("GET", "/v1/sales/export", Permission.CUSTOMERS_EXPORT)
def export_sales(*, query: SaleExportQuery) -> Stream: ...


@API.declare("POST", "/v1/sales/payments", WRITE, once=Once.MUST)
def pay_sales(*, body: SalesPayment) -> SalesPaid:
	"""Note that all that match were paid; those that cannot be are named, and why."""


@API.declare("GET", "/v1/sales/{sale_id}", READ, OWN)
def show_sale(*, sale_id: int) -> Sale: ...


@API.declare("PATCH", "/v1/sales/{sale_id}", OWN)
def change_sale(*, sale_id: int, body: SalePatch) -> Sale: ...


@API.declare("DELETE", "/v1/sales/{sale_id}", OWN)
def delete_sale(*, sale_id: int) -> None:
	"""Delete a draft; anything else is voided or returned."""


@API.declare("POST", "/v1/sales/{sale_id}/invoice", WRITE)
def invoice_sale(*, sale_id: int, body: InvoiceRequest) -> Sale:
	"""Give a draft its number, and take its products out of stock."""


@API.declare("POST", "/v1/sales/{sale_id}/payment", WRITE)
def pay_sale(*, sale_id: int, body: PaymentFields) -> Sale: ...


@API.declare("POST", "/v1/sales/{sale_id}/void", WRITE)
def void_sale(*, sale_id: int, body: VoidRequest) -> Sale:
	"""Take back an invoice that was not paid; its number stays used, its products come back."""


@API.declare("POST", "/v1/sales/{sale_id}/returns", WRITE, status=201, once=Once.MUST)
def return_lines(*, sale_id: int, body: ReturnFields) -> Sale:
	"""Take products or services of a paid sale back, with a credit note."""


@API.declare("POST", "/v1/sales/{sale_id}/authorisation", WRITE)
def authorise_sale(*, sale_id: int, body: AuthorisationFields) -> Sale: ...


@API.declare("GET", "/v1/sale-series", WRITE)
def list_series() -> Page[Series]: ...


@API.declare("POST", "/v1/sale-series", Permission.SALES_SET_UP, status=201)
def add_series(*, body: SeriesFields) -> Series: ...


@API.declare("GET", "/v1/vat-rates", READ, OWN)
def list_vat_rates(*, query: ListQuery) -> Page[VatRate]: ...


@API.declare("POST", "/v1/vat-rates", Permission.SALES_SET_UP, status=201)
def set_vat_rate(*, body: VatRateFields) -> VatRate:
	"""Set the rate of a class from a day on that has not come yet, or is today."""
