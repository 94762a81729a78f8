"""The map of what was sold, by province and canton: where demand is (C2)."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.endpoints.customers.reports import SalesBy, report_sales
from portal.sales.pages import report
from portal.shell.labels.formats import format_number
from portal.shell.labels.map_metrics import (
	MapMetric,
	cases_of,
	count_of,
	rate_of,
	rate_of_people,
	write_money,
	write_rate,
)
from portal.shell.labels.places import name_province, name_town
from portal.shell.pages.map_page import MapPage

METRICS = (
	MapMetric(
		"net",
		_("Neto"),
		_("Lo vendido, sin IVA y menos lo devuelto."),
		count_of("net"),
		write_money,
		("net", "sales"),
	),
	MapMetric(
		"customers",
		_("Clientes que compraron"),
		_("Clientes que compraron por cada 10.000 habitantes (censo de 2022)."),
		rate_of_people("customers"),
		write_rate,
		("customers", "sales"),
		_("Por 10.000 hab."),
	),
	MapMetric(
		"per_sale",
		_("Por venta"),
		_("Lo que deja cada venta, sin IVA."),
		rate_of("net", "sales", 1),
		write_money,
		("net", "sales"),
		_("Por venta"),
		cases_of("sales"),
	),
	MapMetric(
		"units", _("Unidades"), _("Unidades vendidas."), count_of("units"), format_number,
		("units", "sales"),
	),
)  # fmt: skip
MAP = MapPage(
	title=_("Ventas en el mapa"),
	lead=_("Dónde se vende, por la provincia y el cantón del cliente."),
	crumbs=(*report.REPORT.crumbs, ("sales_report.show", _("Informe"))),
	name=_("Mapa"),
	file="mapa-de-ventas",
	report=report_sales,
	by=SalesBy.PROVINCE,
	towns=SalesBy.CANTON,
	metrics=METRICS,
	name_place=name_province,
	name_town=name_town,
	behind="sales.show_list",
	behind_also=report.REPORT.behind_also,
	filters=report.REPORT.filters,
	more=[one for one in report.REPORT.more if one.name not in ("province", "canton")],
	empty=report.REPORT.empty,
)
blueprint = MAP.build_blueprint("sales_map", __name__, "/ventas/mapa")
