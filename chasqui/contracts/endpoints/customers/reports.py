"""The reports of customers."""

from enum import StrEnum
from typing import Annotated

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import ItemFilters
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
