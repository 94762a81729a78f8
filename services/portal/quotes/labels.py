"""What states of quotes are called, and what came of them."""

from enum import StrEnum

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.quote_lists import QuoteOutcome, QuoteRefusal
from chasqui.contracts.customers.quotes import QuoteSale, QuoteState, QuoteSummary
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(QuoteState.DRAFT, Label(_("Borrador"), "warn", "edit")),
	(QuoteState.ISSUED, Label(_("Emitida"), "info", "file-text")),
	(QuoteState.ACCEPTED, Label(_("Aceptada"), "ok", "circle-check")),
	(QuoteState.REJECTED, Label(_("Rechazada"), "bad", "thumb-down")),
	(QuoteState.EXPIRED, Label(_("Vencida"), "plain", "clock")),
	(QuoteOutcome.CONVERTED, Label(_("Convertida en venta"), "ok", "circle-check")),
	(QuoteOutcome.OPEN, Label(_("Abierta"), "info", "clock")),
	(QuoteOutcome.LOST, Label(_("No convertida"), "plain", "ban")),
)


def name_quote(quote: QuoteSummary | QuoteRefusal) -> str:
	"""Return what a quote is called: its number, or which draft it is."""
	return quote.number or str(gettext("Borrador n.º %(id)s", id=quote.id))


def name_sale(sale: QuoteSale) -> str:
	"""Return what the sale of a quote is called."""
	return sale.number or str(gettext("Borrador n.º %(id)s", id=sale.id))


WORDS = Words(PAIRS, filters={"quote_name": name_quote, "quote_sale": name_sale})
