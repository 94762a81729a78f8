"""«Clientes y sus servicios»: who uses how many services, and which (M14)."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.endpoints.customers.reports import CustomersBy, report_customers
from portal.customers.labels import name_value
from portal.customers.lists.customers import CUSTOMERS
from portal.shell.labels.places import name_town
from portal.shell.pages.list_page import Empty
from portal.shell.pages.report_cuts import Bars, Cut
from portal.shell.pages.report_page import ReportPage

PEOPLE = (Bars("customers"),)
USERS = (Bars("users", "ok"),)
REPORT = ReportPage(
	title=_("Clientes y sus servicios"),
	name=_("Informe"),
	lead=_("Los servicios que están en uso hoy."),
	crumbs=(("customers.show_list", _("Clientes")),),
	file="clientes-y-servicios",
	report=report_customers,
	cuts=(
		Cut(
			CustomersBy.SERVICES,
			_("Servicios"),
			PEOPLE,
			lambda key: name_value("services", key),
		),
		Cut(
			CustomersBy.USES_ITEM,
			_("Cuál"),
			PEOPLE,
			unknown=_("Fuera del catálogo"),
			is_whole=False,
		),
		Cut(CustomersBy.PROVINCE, _("Provincia"), USERS, lambda key: name_value("province", key)),
		Cut(CustomersBy.CANTON, _("Cantón"), USERS, name_town, unknown=_("Sin cantón")),
		Cut(CustomersBy.GENDER, _("Género"), USERS, lambda key: name_value("gender", key)),
		Cut(CustomersBy.KIND, _("Tipo"), USERS, lambda key: name_value("kind", key)),
	),
	behind="customers.show_list",
	listed={"customers": {}},
	filters=CUSTOMERS.filters,
	more=CUSTOMERS.further,
	note=_(
		"Los archivados no se cuentan. Quien usa varios servicios está en la línea de cada uno."
	),
	empty=Empty(
		"chart-bar",
		_("Todavía no hay clientes"),
		_("Cuando haya clientes, aquí se cuentan con los servicios que usan."),
	),
)
blueprint = REPORT.build_blueprint("customer_report", __name__, "/clientes/informe")
