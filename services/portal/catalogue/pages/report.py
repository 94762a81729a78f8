"""«Qué ofrece la empresa»: the items of the catalogue, counted (M21, C10)."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.catalogue import ItemState
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.endpoints.customers.reports import ItemsBy, report_items
from portal.catalogue.labels import BANDS
from portal.shell.labels.options import Option
from portal.shell.labels.words import name_code
from portal.shell.lists.filters import Choice, Search, Text, Tick
from portal.shell.pages.list_page import Empty
from portal.shell.pages.parts import load_part
from portal.shell.pages.report_cuts import Bars, Cut
from portal.shell.pages.report_page import ReportPage
from portal.siblings import ask

BY_STATE = (Bars("on_sale", "ok"), Bars("draft", "warn"), Bars("retired", "plum"))


def list_types() -> list[Option]:
	"""Return the types to choose from: ``(id, name)``."""
	types = load_part(lambda: ask(catalogue_api.list_types)).value
	return [(one.id, one.name) for one in types.items] if types else []


REPORT = ReportPage(
	title=_("Qué ofrece la empresa"),
	name=_("Informe"),
	lead=_("Productos y servicios, con los precios de hoy."),
	crumbs=(("catalogue.show_list", _("Catálogo")),),
	file="que-ofrece",
	report=report_items,
	cuts=(
		Cut(ItemsBy.TYPE, _("Tipo"), BY_STATE),
		Cut(ItemsBy.BAND, _("Precio"), BY_STATE, lambda key: BANDS.get(key, key)),
		Cut(ItemsBy.STATE, _("Estado"), BY_STATE, lambda key: name_code(ItemState(key)).text),
		Cut(ItemsBy.BRAND, _("Marca"), BY_STATE, unknown=_("Sin marca")),
	),
	behind="catalogue.show_list",
	listed={
		"items": {},
		"on_sale": {"state": "on_sale"},
		"draft": {"state": "draft"},
		"retired": {"state": "retired"},
	},
	filters=(
		Search("q", _("Nombre, referencia o marca")),
		Choice("type_id", _("Tipo"), list_types),
		Choice("state", _("Estado"), ItemState),
	),
	more=(
		Text("brand", _("Marca")),
		Choice("band", _("Precio"), BANDS.items),
		Text("price_from", _("Precio desde"), size=6, mode="decimal"),
		Text("price_to", _("Hasta"), size=6, mode="decimal"),
		Tick("in_stock", _("Con existencias")),
	),
	empty=Empty(
		"chart-bar",
		_("El catálogo está vacío"),
		_("Cuando haya artículos, aquí se cuentan."),
	),
)
blueprint = REPORT.build_blueprint("catalogue_report", __name__, "/catalogo/informe")
