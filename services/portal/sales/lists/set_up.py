"""The lists of what an administrator sets up: series of numbers, rates of tax."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.sales import DocumentKind, Series
from chasqui.contracts.customers.vat import VatRate
from portal.sales.labels import format_rate
from portal.shell.labels.formats import format_date, format_instant
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way


def name_series(row: Series) -> str:
	"""Return what the numbers of a series begin with."""
	is_quotes = row.kind is DocumentKind.QUOTE
	return "COT" if is_quotes else f"{row.establishment}-{row.point}"


HOME = (("sales.show_list", _("Ventas")),)
TABS = (
	Way(_("Series de números"), "sale_series.show_list", "hash"),
	Way(_("IVA"), "vat.show_list", "cash"),
)
SERIES = ListPage(
	file="series",
	title=_("Series de números"),
	lead=_(
		"De ellas salen los números de facturas, notas de crédito y cotizaciones, uno tras otro."
	),
	crumbs=HOME,
	tabs=TABS,
	tabs_title=_("Configuración de ventas"),
	table=Table[Series](
		_("Series de números"),
		(
			Column(_("Serie"), name_series),
			Column(_("Documento"), lambda row: Cell(chips=[name_code(row.kind)])),
			Column(_("Número siguiente"), lambda row: f"{row.next_number:09d}", is_number=True),
		),
	),
	empty=Empty(
		"hash",
		_("Todavía no hay series"),
		_("Agregue la primera de facturas: sin ella no se puede facturar."),
	),
)
VAT_RATES = ListPage(
	file="iva",
	title=_("IVA"),
	lead=_("La tarifa de cada clase vale desde su día hasta que empieza la siguiente."),
	crumbs=HOME,
	tabs=TABS,
	tabs_title=_("Configuración de ventas"),
	table=Table[VatRate](
		_("Tarifas de IVA, la última primero"),
		(
			Column(_("Clase"), lambda row: Cell(chips=[name_code(row.vat_class)])),
			Column(_("Tarifa"), lambda row: format_rate(row.percent), is_number=True),
			Column(_("Desde"), lambda row: format_date(row.valid_from), is_short=True),
			Column(_("La puso"), lambda row: Cell(row.set_by, sub=[format_instant(row.set_at)])),
		),
	),
	empty=Empty(
		"cash",
		_("Todavía no hay tarifas"),
		_("Ponga la general: sin ella lo que paga IVA no se puede vender."),
	),
)
