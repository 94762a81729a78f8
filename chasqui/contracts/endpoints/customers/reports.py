"""The reports of customers."""

from enum import StrEnum
from typing import Annotated

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import ItemFilters
from chasqui.contracts.customers.lists import CustomerFilters
from chasqui.contracts.customers.quote_lists import QuoteFilters
from chasqui.contracts.customers.sale_lists import SaleFilters
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.reports import Figure, Report, ReportLine
from chasqui.contracts.wire import Money
from chasqui.kernel.texts.text import say


class ItemsBy(StrEnum):
	TYPE = "type_id"
	STATE = "state"
	BAND = "band"
	BRAND = "brand"


class ItemReportQuery(ItemFilters):
	by: ItemsBy = ItemsBy.TYPE


class ItemLine(ReportLine):
	"""What is offered (M21 C10). Units and what they are worth are of products on sale today."""

	items: Annotated[int, Figure(say("Artículos"))]
	on_sale: Annotated[int, Figure(say("En venta"))]
	draft: Annotated[int, Figure(say("En borrador"))]
	retired: Annotated[int, Figure(say("Retirados"))]
	stock: Annotated[int | None, Figure(say("Unidades"))] = None
	stock_value: Annotated[Money | None, Figure(say("Valor en existencias"))] = None
	customers: Annotated[int, Figure(say("Clientes"))]


@API.declare("GET", "/v1/items/report", Permission.CATALOGUE_READ)
def report_items(*, query: ItemReportQuery) -> Report[ItemLine]: ...


class CustomersBy(StrEnum):
	SERVICES = "services"
	USES_ITEM = "uses_item"
	PROVINCE = "province"
	CANTON = "canton"
	GENDER = "gender"
	KIND = "kind"


class CustomerReportQuery(CustomerFilters):
	by: CustomersBy = CustomersBy.SERVICES


class CustomerLine(ReportLine):
	"""Who uses services, and how many (M14); of a report by service only its users are counted."""

	customers: Annotated[int, Figure(say("Clientes"), share=say("Parte"))]
	users: Annotated[int | None, Figure(say("Con servicios"))] = None
	services: Annotated[int, Figure(say("Servicios en uso"))]


@API.declare("GET", "/v1/customers/report", Permission.CUSTOMERS_READ)
def report_customers(*, query: CustomerReportQuery) -> Report[CustomerLine]: ...


class SalesBy(StrEnum):
	ITEM = "item_id"
	TYPE = "type_id"
	CUSTOMER = "customer_id"
	MONTH = "month"
	PROVINCE = "province"
	CANTON = "canton"
	SELLER = "seller"
	CHANNEL = "channel"
	CAMPAIGN = "campaign_id"


class SaleReportQuery(SaleFilters):
	"""Without a state the sales that were invoiced and not voided are counted."""

	by: SalesBy = SalesBy.ITEM


class SaleReportLine(ReportLine):
	"""What was sold, less what came back (C2 C3 C11 C12 M13 M22). Units are rounded to whole ones;
	of a report by item or type only its own lines are counted.
	"""

	customers: Annotated[int, Figure(say("Clientes"))]
	sales: Annotated[int, Figure(say("Ventas"))]
	units: Annotated[int, Figure(say("Unidades"))]
	net: Annotated[Money, Figure(say("Neto"), share=say("Parte"))]
	a_year_before: Annotated[Money | None, Figure(say("Un año antes"))] = None
	"""Net of the same month, a year before."""


MOST_SALE_LINES = 200
"""Lines of a report of sales: those of most money, by month the last ones; the total is of all."""


@API.declare("GET", "/v1/sales/report", Permission.SALES_READ)
def report_sales(*, query: SaleReportQuery) -> Report[SaleReportLine]: ...


class QuotesBy(StrEnum):
	MONTH = "month"
	SELLER = "seller"
	CHANNEL = "channel"
	CAMPAIGN = "campaign_id"


class QuoteReportQuery(QuoteFilters):
	"""Of the quotes that match those are counted that were issued."""

	by: QuotesBy = QuotesBy.MONTH


class QuoteReportLine(ReportLine):
	"""What came of issued quotes within 90 days (R52). Open ones are in no rate: not lost yet."""

	quotes: Annotated[int, Figure(say("Emitidas"))]
	open: Annotated[int, Figure(say("Abiertas"))]
	converted: Annotated[int, Figure(say("Convertidas"), rate=say("% por número"), among=("lost",))]
	lost: Annotated[int, Figure(say("No convertidas"))]
	net: Annotated[Money, Figure(say("Neto emitido"))]
	converted_net: Annotated[
		Money, Figure(say("Neto convertido"), rate=say("% por monto"), among=("lost_net",))
	]
	lost_net: Annotated[Money, Figure(say("Neto no convertido"))]


@API.declare("GET", "/v1/quotes/report", Permission.SALES_READ)
def report_quotes(*, query: QuoteReportQuery) -> Report[QuoteReportLine]: ...
