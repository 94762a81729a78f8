"""The list of sales: its columns, its filters, its facets."""

from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.quotes import QuoteSummary
from chasqui.contracts.customers.sale_lists import SaleFacets
from chasqui.contracts.customers.sales import SaleChannel, SaleSource, SaleState, SaleSummary
from chasqui.contracts.customers.views import ListName
from portal.sales.clients import list_item_names, list_type_names, name_item
from portal.sales.labels import format_units, name_campaign, name_number
from portal.sales.lists.sale_actions import ACTIONS
from portal.session.staff import read_person
from portal.shell.labels.formats import format_date, format_money
from portal.shell.labels.places import list_provinces, name_canton, name_province
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell
from portal.shell.lists.facets import Facet, Pairs, build_facet, keep_filled
from portal.shell.lists.filters import FilterWords, Range, Search, Several, Text
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way, WayMenu

FACETS: dict[str, Any] = {
	"state": _("Estado"),
	"channel": _("Canal"),
	"seller": _("Vendió"),
	"source": _("De dónde viene"),
}
FILTERS: dict[str, Any] = {
	**FACETS,
	"q": _("Búsqueda"),
	"ids": _("Elegidas a mano"),
	"customer_id": _("Cliente n.º"),
	"campaign_id": _("Campaña n.º"),
	"item_id": _("Artículo"),
	"type_id": _("Tipo"),
	"province": _("Provincia"),
	"canton": _("Cantón"),
	"month": _("Mes de la factura"),
	"import_id": _("Importación n.º"),
	"ordered_from": _("Pedidas desde"),
	"ordered_to": _("Pedidas hasta"),
	"invoiced_from": _("Facturadas desde"),
	"invoiced_to": _("Facturadas hasta"),
	"total_from": _("Total desde"),
	"total_to": _("Total hasta"),
}
Document = SaleSummary | QuoteSummary
CODES = {"state": SaleState, "channel": SaleChannel, "source": SaleSource}


def show_sale(row: SaleSummary) -> Cell:
	"""Return the number of a sale with where it stands, and the way to it."""
	way = url_for("sales.show", sale_id=row.id)
	return Cell(name_number(row), way, chips=[name_code(row.state)])


def show_customer(row: Document) -> Cell:
	"""Return who bought, with the way there for who may see customers."""
	may_open = read_person().may(Permission.CUSTOMERS_READ)
	way = url_for("customers.show", customer_id=row.customer_id) if may_open else ""
	return Cell(row.customer_name, way, sub=[name_province(row.province) if row.province else ""])


def show_campaign(row: Document) -> Cell:
	"""Return the campaign that brought a document, with the way to it for who may see campaigns."""
	if row.origin is None:
		return Cell()
	may_open = read_person().may(Permission.CAMPAIGNS_READ)
	way = url_for("campaign.show", campaign_id=row.origin.campaign_id) if may_open else ""
	return Cell(name_campaign(row), way)


def show_total(row: SaleSummary) -> Cell:
	"""Return what a sale comes to, and what of it came back."""
	back = gettext("devuelto %(amount)s", amount=format_money(row.returned_total))
	return Cell(format_money(row.total), sub=[back] if row.returned_total else [])


def build_facets(facets: SaleFacets | None, pairs: Pairs) -> list[Facet]:
	"""Return the facets of a list whose address is `pairs`; none where they are not known."""
	if facets is None:
		return []
	return keep_filled(
		build_facet(
			pairs,
			name,
			title,
			((one.value, name_facet(name, one), one.sales) for one in getattr(facets, name)),
		)
		for name, title in FACETS.items()
	)


def name_facet(name: str, one: Any) -> str:
	"""Return what a value of a facet is called: codes by their labels, others by themselves."""
	return str(name_code(CODES[name](one.value)).text) if name in CODES else one.text


def name_filter(name: str, value: Any) -> str:
	"""Return what a value of a filter is called."""
	if name == "province":
		return str(name_province(value))
	if name == "canton":
		return name_canton(value)
	if name in CODES:
		return str(name_code(value).text)
	if name == "item_id":
		return name_item(str(value))
	return dict(list_type_names()).get(str(value), str(value)) if name == "type_id" else str(value)


def show_seller(row: Document) -> Cell:
	"""Return who sold, and by which channel."""
	return Cell(row.seller_name, sub=[name_code(row.channel).text])


def show_ordered(row: SaleSummary) -> str:
	return format_date(row.ordered_on)


SALES = ListPage(
	title=_("Ventas"),
	views=ListName.SALES,
	lead=_("Lo vendido: del borrador a la factura, el pago y lo devuelto."),
	table=Table[SaleSummary](
		_("Ventas"),
		(
			Column(_("Venta"), show_sale),
			Column(_("Cliente"), show_customer),
			Column(_("Pedida"), show_ordered, sort="ordered", is_short=True),
			Column(
				_("Facturada"), lambda row: format_date(row.invoiced_on), sort="invoiced",
				is_short=True, name="invoiced",
			),
			Column(
				_("Unidades"), lambda row: format_units(row.units), is_number=True, name="units"
			),
			Column(_("Vendió"), show_seller, name="seller"),
			Column(_("Campaña"), show_campaign, name="campaign"),
			Column(_("Total"), show_total, sort="total", is_number=True),
		),
		sort="-ordered",
		style="list-table",
		usual=("invoiced", "seller", "campaign"),
	),
	filters=(Search("q", _("Número o nombre del cliente")),),
	further=(
		Range("ordered", _("Pedida"), "date"),
		Range("invoiced", _("Facturada"), "date"),
		Range("total", _("Total")),
		Several("item_id", _("Artículo"), list_item_names),
		Several("type_id", _("Tipo"), list_type_names),
		Several("province", _("Provincia"), list_provinces),
		Text("campaign_id", _("Campaña n.º"), size=6, mode="numeric"),
	),
	words=FilterWords(FILTERS, name_filter),
	actions=ACTIONS,
	empty=Empty(
		"cash",
		_("Todavía no hay ventas"),
		_(
			"La primera se anota en la ficha del cliente, con «Anotar venta»: queda como borrador "
			"hasta que se factura."
		),
	),
	ways=(
		Way(
			_("Excel"), "sales.export", "download", Permission.CUSTOMERS_EXPORT,
			keeps_filters=True, extra={"form": "xlsx"},
		),
		Way(
			_("CSV"), "sales.export", "download", Permission.CUSTOMERS_EXPORT,
			keeps_filters=True, extra={"form": "csv"},
		),
		Way(_("Informe"), "sales_report.show", "chart-bar", Permission.SALES_READ),
		WayMenu(
			_("Configurar"),
			(Way(_("Series de números"), "sale_series.show_list"), Way(_("IVA"), "vat.show_list")),
			"settings",
			Permission.SALES_SET_UP,
		),
		Way(
			_("Anotar venta"), "sale_forms.ask_add", "plus", Permission.SALES_NOTE, is_primary=True
		),
	),
)  # fmt: skip
BOUGHT = Table[SaleSummary](
	_("Sus últimas compras"),
	(
		Column(_("Venta"), show_sale),
		Column(_("Pedida"), show_ordered, is_short=True),
		Column(_("Vendió"), show_seller),
		Column(_("Total"), show_total, is_number=True),
	),
)
