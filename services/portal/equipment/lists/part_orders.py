"""The list of orders of spare parts, and the steps of one."""

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.part_orders import (
	PartOrderFacets,
	PartOrderState,
	PartOrderStep,
	PartOrderSummary,
)
from chasqui.contracts.customers.views import ListName
from portal.equipment.forms.part_orders import name_order
from portal.equipment.lists.facets import build_some
from portal.sales.clients import list_item_names, name_item
from portal.shell.labels.formats import format_date, format_instant, format_money
from portal.shell.labels.places import list_provinces, name_province
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.facets import Facet, Pairs
from portal.shell.lists.filters import FilterWords, Range, Search, Several
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way

FACETS: dict[str, Any] = {"state": _("Estado"), "province": _("Provincia")}
FILTERS: dict[str, Any] = {
	**FACETS,
	"q": _("Búsqueda"),
	"ids": _("Elegidos a mano"),
	"customer_id": _("Cliente n.º"),
	"equipment_id": _("Equipo n.º"),
	"item_id": _("Artículo"),
	"asked_from": _("Pedidos desde"),
	"asked_to": _("Pedidos hasta"),
	"expected_from": _("Llegan desde"),
	"expected_to": _("Llegan hasta"),
}


def show_order(row: PartOrderSummary) -> Cell:
	"""Return the number of an order with what is wanted and where it stands, and the way to it."""
	way = url_for("part_orders.show", order_id=row.id)
	return Cell(name_order(row.id), way, sub=[row.what], chips=[name_code(row.state)])


def show_customer(row: PartOrderSummary) -> Cell:
	"""Return who wants it, with the way there."""
	place = name_province(row.province) if row.province else ""
	way = url_for("customers.show", customer_id=row.customer_id)
	return Cell(row.customer_name, way, sub=[place])


def show_machine(row: PartOrderSummary) -> Cell:
	"""Return for which machine it is, with the way there."""
	if row.equipment_id is None:
		return Cell()
	return Cell(row.machine, url_for("equipment.show", equipment_id=row.equipment_id))


def show_asked(row: PartOrderSummary) -> str:
	return format_date(row.asked_on)


def name_filter(name: str, value: Any) -> str:
	"""Return what a value of a filter is called."""
	if isinstance(value, date):
		return format_date(value)
	if name == "province":
		return str(name_province(value))
	if name == "item_id":
		return name_item(str(value))
	return str(name_code(PartOrderState(value)).text) if name == "state" else str(value)


def build_facets(facets: PartOrderFacets | None, pairs: Pairs) -> list[Facet]:
	"""Return the facets of a list whose address is `pairs`; none where they are not known."""
	return build_some(
		facets, FACETS, pairs, lambda name, one: name_filter(name, one.value), "orders"
	)


ORDER = Column[PartOrderSummary](_("Pedido"), show_order)
TOTAL = Column[PartOrderSummary](
	_("Total"), lambda row: format_money(row.total), sort="total", is_number=True
)
PART_ORDERS = ListPage(
	title=_("Repuestos"),
	views=ListName.PART_ORDERS,
	lead=_("Lo que los clientes piden para sus equipos: del pedido al proveedor y a sus manos."),
	file="repuestos",
	file_needs=Permission.CUSTOMERS_EXPORT,
	table=Table[PartOrderSummary](
		_("Pedidos de repuestos"),
		(
			ORDER,
			Column(_("Cliente"), show_customer),
			Column(_("Equipo"), show_machine, name="machine"),
			Column(_("Pedido el"), show_asked, sort="asked", name="asked"),
			Column(
				_("Llega"), lambda row: format_date(row.expected_on), sort="expected",
				name="expected",
			),
			Column(_("Entregado"), lambda row: format_date(row.delivered_on), name="delivered"),
			TOTAL,
		),
		sort="-asked",
		style="list-table",
		usual=("machine", "asked", "expected"),
	),
	filters=(Search("q", _("Número, repuesto, equipo o cliente")),),
	further=(
		Several("item_id", _("Artículo"), list_item_names),
		Several("province", _("Provincia"), list_provinces),
		Range("asked", _("Pedido"), "date"),
		Range("expected", _("Llega"), "date"),
	),
	words=FilterWords(FILTERS, name_filter),
	empty=Empty(
		"inbox",
		_("Todavía no hay pedidos de repuestos"),
		_("El primero se anota en la ficha del cliente, parte «Equipos», con «Pedir repuestos»."),
	),
	ways=(
		Way(
			_("Pedir repuestos"), "part_forms.ask_add", "plus", Permission.EQUIPMENT_REQUEST,
			is_primary=True,
		),
	),
)  # fmt: skip
BOUGHT_PARTS = Table[PartOrderSummary](
	_("Sus pedidos de repuestos"),
	(
		ORDER,
		Column(_("Equipo"), show_machine),
		Column(_("Pedido el"), show_asked),
		Column(_("Entregado"), lambda row: format_date(row.delivered_on)),
		Column(_("Total"), lambda row: format_money(row.total), is_number=True),
	),
)
STEPS = Table[PartOrderStep](
	_("Lo que pasó"),
	(
		Column(_("Cuándo"), lambda row: format_instant(row.at)),
		Column(_("Quedó"), lambda row: make_chips(row.state)),
		Column(_("Quién"), lambda row: row.by),
	),
)
