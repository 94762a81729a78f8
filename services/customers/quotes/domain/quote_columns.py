"""The columns of an export of quotes, one row for each line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chasqui.contracts.customers.quotes import QuoteState
from chasqui.kernel.sheets.cells import Cell
from chasqui.kernel.texts.text import Text, say
from customers.sales.domain.sale_columns import CHANNELS

STATES = {
	QuoteState.DRAFT: say("borrador"),
	QuoteState.ISSUED: say("emitida"),
	QuoteState.ACCEPTED: say("aceptada"),
	QuoteState.REJECTED: say("rechazada"),
	QuoteState.EXPIRED: say("vencida"),
}


@dataclass(frozen=True)
class ExportedQuoteLine:
	"""A quote as lists show it, and one of its lines."""

	quote: Any
	line: Any


COLUMNS: tuple[tuple[Text, Callable[[ExportedQuoteLine], Cell]], ...] = (
	(say("Cotización"), lambda one: one.quote.row.id),
	(say("Número"), lambda one: one.quote.row.number),
	(say("Estado"), lambda one: STATES[one.quote.state]),
	(say("Número de cliente"), lambda one: one.quote.row.customer_id),
	(say("Cliente"), lambda one: one.quote.customer_name),
	(say("Precios del"), lambda one: one.quote.row.written_on),
	(say("Emitida"), lambda one: one.quote.row.issued_on),
	(say("Válida hasta"), lambda one: one.quote.row.valid_until),
	(say("Canal"), lambda one: CHANNELS[one.quote.row.channel]),
	(say("Vendió"), lambda one: one.quote.row.seller_name),
	(say("Campaña"), lambda one: one.quote.row.campaign_name),
	(say("Venta"), lambda one: one.quote.sale_id),
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
)
