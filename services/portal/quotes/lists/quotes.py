"""The list of quotes: its columns, its filters, its facets."""

from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.quote_lists import QuoteFacets, QuoteOutcome
from chasqui.contracts.customers.quotes import QuoteMail, QuoteState, QuoteStep, QuoteSummary
from chasqui.contracts.customers.sales import SaleChannel
from chasqui.contracts.customers.views import ListName
from portal.quotes.labels import name_quote, name_sale
from portal.quotes.lists.quote_actions import ACTIONS
from portal.sales.clients import list_item_names, list_type_names
from portal.sales.lists.sales import name_filter as name_sale_filter
from portal.sales.lists.sales import show_campaign, show_customer, show_seller
from portal.shell.labels.formats import format_date, format_instant, format_money
from portal.shell.labels.places import list_provinces
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.facets import Facet, Pairs, build_facet, keep_filled
from portal.shell.lists.filters import Choice, FilterWords, Range, Search, Several, Text
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way

FACETS: dict[str, Any] = {"state": _("Estado"), "channel": _("Canal"), "seller": _("Vendió")}
FILTERS: dict[str, Any] = {
	**FACETS,
	"q": _("Búsqueda"),
	"ids": _("Elegidas a mano"),
	"customer_id": _("Cliente n.º"),
	"campaign_id": _("Campaña n.º"),
	"item_id": _("Artículo"),
	"type_id": _("Tipo"),
	"province": _("Provincia"),
	"month": _("Mes en que se emitió"),
	"outcome": _("Resultado a 90 días"),
	"issued_from": _("Emitidas desde"),
	"issued_to": _("Emitidas hasta"),
	"until_from": _("Válidas al menos hasta"),
	"until_to": _("Válidas hasta, como mucho"),
	"total_from": _("Total desde"),
	"total_to": _("Total hasta"),
}
CODES = {"state": QuoteState, "channel": SaleChannel}


def show_quote(row: QuoteSummary) -> Cell:
	"""Return the number of a quote with where it stands, and the way to it."""
	way = url_for("quotes.show", quote_id=row.id)
	return Cell(name_quote(row), way, chips=[name_code(row.state)])


def show_sale(row: QuoteSummary) -> Cell:
	"""Return the sale that a quote became, with the way to it."""
	if row.sale is None:
		return Cell()
	return Cell(name_sale(row.sale), url_for("sales.show", sale_id=row.sale.id))


def build_facets(facets: QuoteFacets | None, pairs: Pairs) -> list[Facet]:
	"""Return the facets of a list whose address is `pairs`; none where they are not known."""
	if facets is None:
		return []
	return keep_filled(
		build_facet(
			pairs,
			name,
			title,
			((one.value, name_facet(name, one), one.quotes) for one in getattr(facets, name)),
		)
		for name, title in FACETS.items()
	)


def name_facet(name: str, one: Any) -> str:
	"""Return what a value of a facet is called: codes by their labels, others by themselves."""
	return str(name_code(CODES[name](one.value)).text) if name in CODES else one.text


def name_filter(name: str, value: Any) -> str:
	"""Return what a value of a filter is called."""
	if name in ("state", "outcome"):
		return str(name_code(value).text)
	return name_sale_filter(name, value)


QUOTES = ListPage(
	title=_("Cotizaciones"),
	views=ListName.QUOTES,
	lead=_("Lo que se ofreció por escrito: del borrador a la venta, o al motivo por el que no."),
	table=Table[QuoteSummary](
		_("Cotizaciones"),
		(
			Column(_("Cotización"), show_quote),
			Column(_("Cliente"), show_customer),
			Column(
				_("Emitida"), lambda row: format_date(row.issued_on), sort="issued", is_short=True
			),
			Column(
				_("Válida hasta"), lambda row: format_date(row.valid_until), sort="until",
				is_short=True, name="until",
			),
			Column(_("Vendió"), show_seller, name="seller"),
			Column(_("Campaña"), show_campaign, name="campaign"),
			Column(_("Venta"), show_sale, name="sale"),
			Column(_("Total"), lambda row: format_money(row.total), sort="total", is_number=True),
		),
		sort="-written",
		style="list-table",
		usual=("until", "seller", "sale"),
	),
	filters=(Search("q", _("Número o nombre del cliente")),),
	further=(
		Choice("outcome", _("Resultado a 90 días"), QuoteOutcome),
		Range("issued", _("Emitida"), "date"),
		Range("until", _("Válida hasta"), "date"),
		Range("total", _("Total")),
		Several("item_id", _("Artículo"), list_item_names),
		Several("type_id", _("Tipo"), list_type_names),
		Several("province", _("Provincia"), list_provinces),
		Text("campaign_id", _("Campaña n.º"), size=6, mode="numeric"),
	),
	words=FilterWords(FILTERS, name_filter),
	actions=ACTIONS,
	empty=Empty(
		"file-text",
		_("Todavía no hay cotizaciones"),
		_(
			"La primera se escribe en la ficha del cliente, con «Cotizar»: queda como borrador "
			"hasta que se emite."
		),
	),
	ways=(
		Way(
			_("Excel"), "quotes.export", "download", Permission.CUSTOMERS_EXPORT,
			keeps_filters=True, extra={"form": "xlsx"},
		),
		Way(
			_("CSV"), "quotes.export", "download", Permission.CUSTOMERS_EXPORT,
			keeps_filters=True, extra={"form": "csv"},
		),
		Way(_("Conversión"), "quotes_report.show", "chart-bar", Permission.SALES_READ),
		Way(
			_("Cotizar"), "quote_forms.ask_add", "plus", Permission.SALES_NOTE, is_primary=True
		),
	),
)  # fmt: skip
QUOTED = Table[QuoteSummary](
	_("Sus últimas cotizaciones"),
	(
		Column(_("Cotización"), show_quote),
		Column(_("Emitida"), lambda row: format_date(row.issued_on), is_short=True),
		Column(_("Válida hasta"), lambda row: format_date(row.valid_until), is_short=True),
		Column(_("Vendió"), show_seller),
		Column(_("Total"), lambda row: format_money(row.total), is_number=True),
	),
)
STEPS = Table[QuoteStep](
	_("Lo que se hizo"),
	(
		Column(_("Cuándo"), lambda row: format_instant(row.at)),
		Column(_("Quedó"), lambda row: make_chips(row.state)),
		Column(_("Quién"), lambda row: row.by),
	),
)
MAILS = Table[QuoteMail](
	_("Enviada por correo"),
	(
		Column(_("Cuándo"), lambda row: format_instant(row.at)),
		Column(_("A qué correo"), lambda row: row.sent_to or _("(datos borrados)")),
		Column(_("Quién"), lambda row: row.by),
	),
)
