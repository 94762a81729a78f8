"""«Qué se vendió»: the lines of sales, counted, less what came back (C2 C3 C11 C12 M13 M22)."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.sales import SOLD, SaleChannel, SaleState
from chasqui.contracts.endpoints.customers.reports import SalesBy, report_sales
from portal.sales.clients import list_item_names, list_type_names
from portal.shell.labels.formats import format_month
from portal.shell.labels.places import (
	list_all_cantons,
	list_provinces,
	name_province,
	name_town,
)
from portal.shell.labels.words import name_code
from portal.shell.lists.filters import Choice, Range, Search, Several, Text
from portal.shell.pages.list_page import Empty, Way
from portal.shell.pages.report_cuts import Bars, Cut
from portal.shell.pages.report_page import ReportPage

MONEY = (Bars("net", "ok"),)

REPORT = ReportPage(
	title=_("Qué se vendió"),
	name=_("Informe"),
	lead=_("Lo facturado y no anulado, sin IVA y menos lo devuelto."),
	crumbs=(("sales.show_list", _("Ventas")),),
	file="que-se-vendio",
	report=report_sales,
	cuts=(
		Cut(SalesBy.ITEM, _("Artículo"), MONEY),
		Cut(SalesBy.TYPE, _("Tipo"), MONEY),
		Cut(SalesBy.CUSTOMER, _("Cliente"), MONEY),
		Cut(SalesBy.MONTH, _("Mes"), MONEY, format_month),
		Cut(SalesBy.PROVINCE, _("Provincia"), MONEY, name_province),
		Cut(SalesBy.CANTON, _("Cantón"), MONEY, name_town),
		Cut(SalesBy.SELLER, _("Vendió"), MONEY),
		Cut(
			SalesBy.CHANNEL, _("Canal"), MONEY, lambda key: name_code(SaleChannel(key)).text
		),
		Cut(SalesBy.CAMPAIGN, _("Campaña"), MONEY, unknown=_("Sin campaña")),
	),
	behind="sales.show_list",
	behind_also={"state": SOLD},
	listed={"sales": {}},
	filters=(
		Range("invoiced", _("Facturada"), "date"),
		Several("type_id", _("Tipo"), list_type_names),
		Several("item_id", _("Artículo"), list_item_names),
	),
	more=(
		Search("q", _("Número o nombre del cliente")),
		Choice("state", _("Estado"), SaleState),
		Choice("channel", _("Canal"), SaleChannel),
		Several("province", _("Provincia"), list_provinces),
		Several("canton", _("Cantón"), list_all_cantons),
		Range("ordered", _("Pedida"), "date"),
		Range("total", _("Total")),
		Text("customer_id", _("Cliente n.º"), size=6, mode="numeric"),
		Text("campaign_id", _("Campaña n.º"), size=6, mode="numeric"),
		Text("seller", _("Vendió")),
		Text("month", _("Mes")),
	),
	ways=(Way(_("Mapa"), "sales_map.show", "map"),),
	note=_("De cada artículo o tipo se cuentan solo sus líneas; son las 200 de más dinero."),
	empty=Empty(
		"chart-bar",
		_("Todavía no hay ventas facturadas"),
		_("Cuando se facture la primera, aquí se cuenta."),
	),
)  # fmt: skip
blueprint = REPORT.build_blueprint("sales_report", __name__, "/ventas/informe")
