"""The lists of the catalogue: items, types, offers."""

from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import (
	Attribute,
	Item,
	ItemFacets,
	ItemState,
	ItemType,
)
from chasqui.contracts.customers.offers import Offer
from chasqui.contracts.customers.pictures import PictureSize
from chasqui.contracts.customers.views import ListName
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from portal.catalogue.labels import BANDS
from portal.catalogue.lists.item_actions import ACTIONS
from portal.shell.labels.formats import (
	format_date,
	format_money,
	format_number,
)
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Act, Cell, Image, make_chips
from portal.shell.lists.facets import Facet, Pairs, build_facet, keep_filled
from portal.shell.lists.filters import FilterWords, Search, Text, Tick
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way
from portal.shell.pages.parts import load_part
from portal.siblings import ask

WRITE = Permission.CATALOGUE_WRITE
FACETS = {
	"type_id": _("Tipo"),
	"state": _("Estado"),
	"brand": _("Marca"),
	"band": _("Banda de precio"),
}
FILTERS = {
	**FACETS,
	"q": _("Búsqueda"),
	"ids": _("Elegidos a mano"),
	"price_from": _("Precio desde"),
	"price_to": _("Precio hasta"),
	"in_stock": _("Con existencias"),
}


def show_first(row: Item | Offer) -> Image | None:
	"""Return the first picture of an item, small."""
	if not row.pictures:
		return None
	first = row.pictures[0]
	size = PictureSize.THUMBNAIL.value
	way = url_for("pictures.show", item_id=row.id, picture_id=first.id, size=size)
	return Image(way, first.alt)


def name_item(row: Item) -> Cell:
	"""Return an item with its reference and brand."""
	way = url_for("catalogue.show", item_id=row.id)
	return Cell(row.name, way, sub=[row.reference, row.brand], image=show_first(row))


def name_offer(row: Offer) -> Cell:
	"""Return what is offered, with the beginning of its pitch."""
	way = url_for("offers.show", item_id=row.id)
	return Cell(row.name, way, sub=[row.sheet.pitch or row.description], image=show_first(row))


def show_price(row: Item | Offer) -> Cell:
	"""Return what is paid today, with the normal price beside it where a promotion cuts it."""
	if row.promoted_price is None:
		return Cell(format_money(row.price), sub=[one.text or one.name for one in row.promotions])
	before = gettext("normal %(amount)s", amount=format_money(row.price))
	return Cell(
		format_money(row.promoted_price), sub=[before, *(one.name for one in row.promotions)]
	)


def name_type(row: ItemType) -> Cell:
	"""Return a type with the names of its characteristics."""
	labels = ", ".join(one.label for one in row.attributes)
	return Cell(row.name, url_for("item_types.show", type_id=row.id), sub=[labels])


def build_facets(facets: ItemFacets | None, pairs: Pairs) -> list[Facet]:
	"""Return the facets of a list whose address is `pairs`; none where they are not known."""
	if facets is None:
		return []
	return keep_filled(
		build_facet(
			pairs,
			name,
			title,
			((one.value, name_facet(name, one.text), one.items) for one in getattr(facets, name)),
		)
		for name, title in FACETS.items()
	)


def name_facet(name: str, text: str) -> str:
	"""Return what a value of a facet is called: codes by their labels, others by themselves."""
	if name == "state":
		return str(name_code(ItemState(text)).text)
	return str(BANDS[text]) if name == "band" else text


def name_filter(name: str, value: Any) -> str:
	"""Return what a value of a filter of items is called."""
	if name == "in_stock":
		return str(_("sí") if value else _("no"))
	if name == "type_id":
		types = load_part(lambda: ask(catalogue_api.list_types).items).value or []
		return next((one.name for one in types if one.id == value), str(value))
	return name_facet(name, str(value))


ITEMS = ListPage(
	title=_("Catálogo"),
	views=ListName.ITEMS,
	lead=_("Lo que la empresa vende, vendió o está por vender."),
	table=Table[Item](
		_("Productos y servicios"),
		(
			Column(_("Nombre"), name_item, sort="name"),
			Column(_("Tipo"), lambda row: row.type_name),
			Column(_("Estado"), lambda row: make_chips(row.state)),
			Column(_("Precio"), show_price, sort="price", is_number=True),
			Column(_("Existencias"), lambda row: format_number(row.stock), is_number=True),
			Column(_("Clientes"), lambda row: format_number(row.customers), is_number=True),
			Column(_("Cambiado"), lambda row: format_date(row.updated_at), sort="updated"),
		),
		sort="name",
		style="list-table",
	),
	filters=(
		Search("q", _("Nombre, referencia o marca")),
		Text("price_from", _("Precio desde"), size=6, mode="decimal"),
		Text("price_to", _("Hasta"), size=6, mode="decimal"),
		Tick("in_stock", _("Con existencias")),
	),
	words=FilterWords(FILTERS, name_filter),
	actions=ACTIONS,
	empty=Empty(
		"tag",
		_("No hay productos ni servicios aquí"),
		_("Agregue lo que la empresa vende: cada artículo con su precio y su ficha de venta."),
	),
	ways=(
		Way(_("Excel"), "catalogue.export", "download", keeps_filters=True, extra={"form": "xlsx"}),
		Way(_("CSV"), "catalogue.export", "download", keeps_filters=True, extra={"form": "csv"}),
		Way(_("Importar"), "imports.show_list", "file-import", Permission.IMPORTS_RUN),
		Way(_("Informe"), "catalogue_report.show", "chart-bar"),
		Way(_("Promociones"), "promotions.show_list", "cash"),
		Way(_("Tipos"), "item_types.show_list", "adjustments"),
		Way(
			_("Agregar"), "item_forms.ask_add", "plus", Permission.CATALOGUE_WRITE, is_primary=True
		),
	),
)
TYPES = ListPage(
	file="tipos",
	title=_("Tipos"),
	lead=_("Cada tipo dice qué características tienen sus artículos y si llevan existencias."),
	crumbs=(("catalogue.show_list", _("Catálogo")),),
	table=Table[ItemType](
		_("Tipos de productos y servicios"),
		(
			Column(_("Tipo"), name_type),
			Column(
				_("Clase"),
				lambda row: make_chips(
					row.nature, Label(gettext("archivado"), "warn") if row.is_archived else None
				),
			),
			Column(_("Artículos"), lambda row: format_number(row.items), is_number=True),
		),
	),
	empty=Empty(
		"adjustments",
		_("Todavía no hay tipos"),
		_("Agregue uno, como fibra o pospago, con las características que tendrán sus artículos."),
	),
)
OFFERS = ListPage(
	file="ofertas",
	title=_("Qué ofrecer"),
	views=ListName.OFFERS,
	lead=_(
		"Lo que está en venta hoy, con su argumento, sus condiciones y respuestas a objeciones."
	),
	table=Table[Offer](
		_("En venta hoy"),
		(
			Column(_("Nombre"), name_offer),
			Column(_("Tipo"), lambda row: row.type_name),
			Column(_("Precio"), show_price, is_number=True),
			Column(_("Existencias"), lambda row: format_number(row.stock), is_number=True),
		),
	),
	filters=(Search("q", _("Nombre, referencia o marca")),),
	empty=Empty(
		"tag",
		_("No hay nada en venta hoy"),
		_("Aparece lo que está «En venta» y tiene un precio que vale hoy."),
		narrowed=_("No hay nada en venta con ese nombre"),
	),
)


def build_attributes(type_id: int, *, may_change: bool) -> Table[Attribute]:
	"""Return the table of a type's characteristics, with what can be done with each."""

	def offer_removal(row: Attribute) -> Cell:
		way = url_for("item_types.remove_attribute", type_id=type_id, key=row.key)
		return Cell(acts=[Act(gettext("Quitar"), way, "trash", row.label, is_post=True)])

	acts = Column[Attribute](_("Acciones"), offer_removal, is_silent=True)
	return Table(
		_("Características"),
		(
			Column(_("Característica"), lambda row: Cell(row.label, sub=[row.key])),
			Column(_("Clase"), lambda row: make_chips(row.kind, sub=[row.unit])),
			Column(_("Opciones"), lambda row: ", ".join(row.choices)),
			Column(
				_("Obligatoria"), lambda row: gettext("sí") if row.is_required else gettext("no")
			),
			*((acts,) if may_change else ()),
		),
	)
