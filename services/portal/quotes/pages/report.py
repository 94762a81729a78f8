"""«Conversión de cotizaciones»: what came of those that were issued, by number and amount (R52)."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.quote_lists import QuoteOutcome
from chasqui.contracts.customers.quotes import ISSUED_STATES, QuoteState
from chasqui.contracts.customers.sales import SaleChannel
from chasqui.contracts.endpoints.customers.reports import QuotesBy, report_quotes
from portal.sales.clients import list_item_names, list_type_names
from portal.shell.labels.formats import format_month
from portal.shell.labels.places import list_provinces
from portal.shell.labels.words import name_code
from portal.shell.lists.filters import Choice, Range, Search, Several, Text
from portal.shell.pages.list_page import Empty
from portal.shell.pages.report_cuts import Bars, Cut
from portal.shell.pages.report_page import ReportPage

OUTCOMES = (Bars("converted", "ok"), Bars("open", "info"), Bars("lost", "plain"))

REPORT = ReportPage(
	title=_("Conversión de cotizaciones"),
	name=_("Conversión"),
	lead=_("Lo que fue, hasta 90 días después, de las cotizaciones emitidas."),
	crumbs=(("quotes.show_list", _("Cotizaciones")),),
	file="conversion-de-cotizaciones",
	report=report_quotes,
	cuts=(
		Cut(QuotesBy.MONTH, _("Mes"), OUTCOMES, format_month),
		Cut(QuotesBy.SELLER, _("Vendió"), OUTCOMES),
		Cut(
			QuotesBy.CHANNEL, _("Canal"), OUTCOMES, lambda key: name_code(SaleChannel(key)).text
		),
		Cut(QuotesBy.CAMPAIGN, _("Campaña"), OUTCOMES, unknown=_("Sin campaña")),
	),
	behind="quotes.show_list",
	behind_also={"state": ISSUED_STATES},
	listed={
		"quotes": {},
		"open": {"outcome": QuoteOutcome.OPEN},
		"converted": {"outcome": QuoteOutcome.CONVERTED},
		"lost": {"outcome": QuoteOutcome.LOST},
	},
	filters=(
		Range("issued", _("Emitida"), "date"),
		Several("type_id", _("Tipo"), list_type_names),
		Several("item_id", _("Artículo"), list_item_names),
	),
	more=(
		Search("q", _("Número o nombre del cliente")),
		Choice("state", _("Estado"), QuoteState),
		Choice("outcome", _("Resultado a 90 días"), QuoteOutcome),
		Choice("channel", _("Canal"), SaleChannel),
		Several("province", _("Provincia"), list_provinces),
		Range("until", _("Válida hasta"), "date"),
		Range("total", _("Total")),
		Text("customer_id", _("Cliente n.º"), size=6, mode="numeric"),
		Text("campaign_id", _("Campaña n.º"), size=6, mode="numeric"),
		Text("seller", _("Vendió")),
		Text("month", _("Mes")),
	),
	note=_(
		"Convertida: a más tardar 90 días después hubo una venta suya que no está anulada. Las "
		"abiertas todavía pueden serlo y no cuentan en los porcentajes. Montos sin IVA."
	),
	empty=Empty(
		"chart-bar",
		_("Todavía no hay cotizaciones emitidas"),
		_("Cuando se emita la primera, aquí se cuenta."),
	),
)  # fmt: skip
blueprint = REPORT.build_blueprint("quotes_report", __name__, "/cotizaciones/conversion")
