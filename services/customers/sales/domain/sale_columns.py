"""The columns of an export of sales, one row for each line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chasqui.contracts.customers.sales import SaleChannel, SaleState
from chasqui.kernel.sheets.cells import Cell
from chasqui.kernel.texts.text import Text, say

STATES = {
	SaleState.DRAFT: say("borrador"),
	SaleState.INVOICED: say("facturada"),
	SaleState.PAID: say("pagada"),
	SaleState.RETURNED: say("devuelta"),
	SaleState.VOIDED: say("anulada"),
}
CHANNELS = {
	SaleChannel.PHONE: say("teléfono"),
	SaleChannel.COUNTER: say("mostrador"),
	SaleChannel.VISIT: say("visita"),
	SaleChannel.MAIL: say("correo"),
	SaleChannel.WEB: say("web"),
	SaleChannel.OTHER: say("otro"),
}


@dataclass(frozen=True)
class ExportedLine:
	"""A sale, what its customer is called, and one of its lines."""

	sale: Any
	customer_name: str
	line: Any


COLUMNS: tuple[tuple[Text, Callable[[ExportedLine], Cell]], ...] = (
	(say("Venta"), lambda one: one.sale.id),
	(say("Número"), lambda one: one.sale.number),
	(say("Estado"), lambda one: STATES[one.sale.state]),
	(say("Número de cliente"), lambda one: one.sale.customer_id),
	(say("Cliente"), lambda one: one.customer_name),
	(say("Pedida"), lambda one: one.sale.ordered_on),
	(say("Facturada"), lambda one: one.sale.invoiced_on),
	(say("Pagada"), lambda one: one.sale.paid_on),
	(say("Canal"), lambda one: CHANNELS[one.sale.channel]),
	(say("Vendió"), lambda one: one.sale.seller_name),
	(say("Campaña"), lambda one: one.sale.campaign_name),
	(say("Referencia"), lambda one: one.line.reference),
	(say("Artículo"), lambda one: one.line.name),
	(say("Cantidad"), lambda one: one.line.quantity),
	(say("Precio"), lambda one: one.line.unit_price),
	(say("Descuento"), lambda one: one.line.discount),
	(say("Promoción"), lambda one: one.line.promotion),
	(say("IVA %"), lambda one: one.line.vat_percent),
	(say("Neto"), lambda one: one.line.net),
	(say("IVA"), lambda one: one.line.tax),
	(say("Total"), lambda one: one.line.total),
	(say("Devuelto"), lambda one: one.line.returned),
)
