"""The ledgers of an item: its prices, and the movements of its stock."""

from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.catalogue import Price, StockMove
from chasqui.kernel.clock import read_now
from portal.session.staff import read_person
from portal.shell.labels.formats import (
	format_date,
	format_instant,
	format_money,
	format_number,
	read_zone,
)
from portal.shell.labels.label import Label
from portal.shell.lists.cells import Act, Cell, Link, make_chips
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way


def show_days(row: Price) -> Cell:
	"""Return from when to when a price holds; the last day is one before its end."""
	if row.valid_until is None:
		return Cell(gettext("desde el %(day)s", day=format_date(row.valid_from)))
	days = {"first": format_date(row.valid_from), "end": format_date(row.valid_until)}
	return Cell(gettext("desde el %(first)s hasta antes del %(end)s", **days))


def show_reason(row: StockMove) -> Cell:
	"""Return why stock moved, with the document that moved it."""
	if row.sale_id is not None:
		text, way = gettext("venta n.º %(id)s", id=row.sale_id), ("sales.show", "sale_id")
		document = link_document(text, way, row.sale_id, Permission.SALES_READ)
	elif row.service_order_id is not None:
		text = gettext("orden de servicio n.º %(id)s", id=row.service_order_id)
		way = ("service_orders.show", "order_id")
		document = link_document(text, way, row.service_order_id, Permission.EQUIPMENT_READ)
	elif row.part_order_id is not None:
		text = gettext("pedido de repuestos n.º %(id)s", id=row.part_order_id)
		way = ("part_orders.show", "order_id")
		document = link_document(text, way, row.part_order_id, Permission.EQUIPMENT_READ)
	else:
		document = ""
	return make_chips(row.reason, sub=[document, row.note])


def link_document(text: str, way: tuple[str, str], number: int, needed: Permission) -> Link | str:
	"""Return what a document is called, with the way to it for who may see it."""
	endpoint, name = way
	values: dict[str, Any] = {name: number}
	return Link(text, url_for(endpoint, **values)) if read_person().may(needed) else text


PRICES = Table[Price](
	_("Precios"),
	(
		Column(_("Vale"), show_days),
		Column(_("Precio"), lambda row: format_money(row.amount), is_number=True),
		Column(_("Quién lo puso"), lambda row: Cell(row.set_by, sub=[format_instant(row.set_at)])),
	),
)
MOVES = Table[StockMove](
	_("Movimientos de existencias"),
	(
		Column(_("Cuándo"), lambda row: format_instant(row.moved_at)),
		Column(_("Motivo"), show_reason),
		Column(_("Unidades"), lambda row: f"{row.quantity:+d}".replace("-", "−"), is_number=True),
		Column(_("Quedan"), lambda row: format_number(row.balance), is_number=True),
		Column(_("Quién"), lambda row: row.moved_by),
	),
)

CATALOGUE = (("catalogue.show_list", _("Catálogo")),)
ALL_PRICES = ListPage(
	file="precios",
	title=_("Precios"),
	crumbs=CATALOGUE,
	table=PRICES,
	empty=Empty(
		"cash",
		_("Todavía no tiene precio"),
		_("El primero se anota en la página del artículo, con el día desde el que vale."),
	),
	ways=(Way(_("Volver al artículo"), "catalogue.show", "arrow-left"),),
)
ALL_MOVES = ListPage(
	file="existencias",
	title=_("Movimientos de existencias"),
	crumbs=CATALOGUE,
	table=MOVES,
	empty=Empty(
		"inbox",
		_("Todavía no hay movimientos"),
		_("El primero es la existencia con que se empieza: anótela en la página del artículo."),
	),
	ways=(Way(_("Volver al artículo"), "catalogue.show", "arrow-left"),),
)


def build_prices(item_id: int, *, may_change: bool) -> Table[Price]:
	"""Return the table of an item's prices; those that have not begun can be taken back."""
	today = read_now().astimezone(read_zone()).date()

	def show_validity(row: Price) -> Cell:
		if row.valid_from <= today:
			return show_days(row)
		way = url_for("catalogue.cancel_price", item_id=item_id, price_id=row.id)
		about = format_date(row.valid_from)
		acts = [Act(gettext("Quitar"), way, "trash", about, is_post=True)] if may_change else []
		return replace(
			show_days(row), chips=[Label(gettext("planeado"), "info", "clock")], acts=acts
		)

	_days, *others = PRICES.columns
	return Table(PRICES.caption, (Column(_("Vale"), show_validity), *others))
