"""The list of service orders, the parts and steps of one, the plans of models."""

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.parts import Part
from chasqui.contracts.customers.service_orders import (
	ServiceKind,
	ServiceOrderFacets,
	ServiceOrderSummary,
	ServiceState,
	ServiceStep,
)
from chasqui.contracts.customers.service_plans import ServicePlan
from chasqui.contracts.customers.views import ListName
from portal.equipment.forms.orders import PLAN_ASK, name_order
from portal.equipment.labels import describe_terms
from portal.equipment.lists.facets import build_some
from portal.sales.labels import format_units
from portal.session.staff import read_person
from portal.shell.labels.formats import format_date, format_instant, format_money, format_number
from portal.shell.labels.places import list_provinces, name_province
from portal.shell.labels.words import name_code
from portal.shell.lists.actions import RowAction, RowActions
from portal.shell.lists.cells import Act, Cell, make_chips
from portal.shell.lists.facets import Facet, Pairs
from portal.shell.lists.filters import FilterWords, Range, Search, Several
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way

FACETS: dict[str, Any] = {
	"state": _("Estado"),
	"kind": _("Clase"),
	"technician": _("Quién lo hace"),
}
FILTERS: dict[str, Any] = {
	**FACETS,
	"q": _("Búsqueda"),
	"ids": _("Elegidas a mano"),
	"customer_id": _("Cliente n.º"),
	"equipment_id": _("Equipo n.º"),
	"province": _("Provincia"),
	"asked_from": _("Pedidas desde"),
	"asked_to": _("Pedidas hasta"),
	"planned_from": _("Planificadas desde"),
	"planned_to": _("Planificadas hasta"),
	"done_from": _("Hechas desde"),
	"done_to": _("Hechas hasta"),
}
CODES = {"state": ServiceState, "kind": ServiceKind}


def show_order(row: ServiceOrderSummary) -> Cell:
	"""Return the number of an order with what it is and where it stands, and the way to it."""
	way = url_for("service_orders.show", order_id=row.id)
	return Cell(
		name_order(row.id), way, sub=[name_code(row.kind).text], chips=[name_code(row.state)]
	)


def show_machine(row: ServiceOrderSummary) -> Cell:
	"""Return of which machine it is, with the way there."""
	way = url_for("equipment.show", equipment_id=row.equipment_id)
	return Cell(row.machine, way, sub=[row.serial])


def show_customer(row: ServiceOrderSummary) -> Cell:
	"""Return whose the machine is, with the way there."""
	place = name_province(row.province) if row.province else ""
	way = url_for("customers.show", customer_id=row.customer_id)
	return Cell(row.customer_name, way, sub=[place])


def show_planned(row: ServiceOrderSummary) -> Cell:
	"""Return when it is planned, and who does it."""
	return Cell(format_date(row.planned_on) if row.planned_on else "", sub=[row.technician])


def name_filter(name: str, value: Any) -> str:
	"""Return what a value of a filter is called."""
	if isinstance(value, date):
		return format_date(value)
	if name == "province":
		return str(name_province(value))
	return str(name_code(CODES[name](value)).text) if name in CODES else str(value)


def build_facets(facets: ServiceOrderFacets | None, pairs: Pairs) -> list[Facet]:
	"""Return the facets of a list whose address is `pairs`; none where they are not known."""
	return build_some(
		facets, FACETS, pairs, lambda name, one: name_filter(name, one.value), "orders"
	)


def count_orders(count: int) -> Any:
	"""Return how many orders, in words."""
	return ngettext("%(count)s orden", "%(count)s órdenes", count, count=format_number(count))


ACTIONS = RowActions[ServiceOrderSummary](
	at="order_actions.ask",
	caption=_("Acciones sobre varias órdenes"),
	name_box=lambda row: _("Elegir «%(name)s»", name=name_order(row.id)),
	count_rows=count_orders,
	everything=_("A todas las órdenes: la lista no tiene filtros."),
	nothing=_("Elija al menos una orden de la lista."),
	actions=(
		RowAction(
			ServiceState.PLANNED,
			Permission.EQUIPMENT_WRITE,
			_("Planificar"),
			layout=PLAN_ASK,
			text=_("Se planifican las pedidas y las ya planificadas; lo demás queda como está."),
		),
	),
)
ORDER = Column[ServiceOrderSummary](_("Orden"), show_order)
ORDERS = ListPage(
	title=_("Órdenes de servicio"),
	views=ListName.SERVICE_ORDERS,
	lead=_("Lo que los equipos necesitan: quién lo hace, cuándo, con qué repuestos y a qué costo."),
	file="ordenes",
	file_needs=Permission.CUSTOMERS_EXPORT,
	table=Table[ServiceOrderSummary](
		_("Órdenes de servicio"),
		(
			ORDER,
			Column(_("Equipo"), show_machine),
			Column(_("Cliente"), show_customer),
			Column(_("Pedida"), lambda row: format_date(row.asked_on), sort="asked", name="asked"),
			Column(_("Planificada"), show_planned, sort="planned", name="planned"),
			Column(_("Hecha"), lambda row: format_date(row.done_on), name="done"),
			Column(
				_("Costo"), lambda row: format_money(row.cost), sort="cost", is_number=True,
				name="cost",
			),
		),
		sort="-asked",
		style="list-table",
		usual=("asked", "planned", "cost"),
	),
	filters=(Search("q", _("Número, serie, equipo o cliente")),),
	further=(
		Several("province", _("Provincia"), list_provinces),
		Range("asked", _("Pedida"), "date"),
		Range("planned", _("Planificada"), "date"),
		Range("done", _("Hecha"), "date"),
	),
	words=FilterWords(FILTERS, name_filter),
	actions=ACTIONS,
	empty=Empty(
		"tool",
		_("Todavía no hay órdenes"),
		_("La primera se pide en la página de un equipo, o de varios a la vez en «Por vencer»."),
		Way(_("Ver los equipos"), "equipment.show_list"),
	),
	ways=(Way(_("Por vencer"), "equipment_due.show_list", "bell"),),
)  # fmt: skip
OF_MACHINE = Table[ServiceOrderSummary](
	_("Órdenes de este equipo"),
	(
		ORDER,
		Column(_("Qué se pidió"), lambda row: row.asked),
		Column(_("Planificada"), show_planned),
		Column(_("Costo"), lambda row: format_money(row.cost), is_number=True),
	),
)
OF_CUSTOMER = Table[ServiceOrderSummary](
	_("Órdenes de sus equipos"),
	(
		ORDER,
		Column(_("Equipo"), show_machine),
		Column(_("Planificada"), show_planned),
		Column(_("Costo"), lambda row: format_money(row.cost), is_number=True),
	),
)
STEPS = Table[ServiceStep](
	_("Lo que pasó"),
	(
		Column(_("Cuándo"), lambda row: format_instant(row.at)),
		Column(_("Quedó"), lambda row: make_chips(row.state)),
		Column(_("Quién"), lambda row: row.by),
	),
)


def show_part(row: Part) -> Cell:
	"""Return a part, with the way to the item for who may see the catalogue."""
	may_open = row.item_id is not None and read_person().may(Permission.CATALOGUE_READ)
	return Cell(row.name, url_for("catalogue.show", item_id=row.item_id) if may_open else "")


PARTS = Table[Part](
	_("Repuestos"),
	(
		Column(_("Repuesto"), show_part),
		Column(_("Cantidad"), lambda row: format_units(row.quantity), is_number=True),
		Column(_("Precio"), lambda row: format_money(row.unit_price), is_number=True),
		Column(_("Monto"), lambda row: format_money(row.amount), is_number=True),
	),
)


def offer_removal(row: ServicePlan) -> Cell:
	"""Return the way to take a plan away, for who may."""
	if not read_person().may(Permission.EQUIPMENT_WRITE):
		return Cell()
	way = url_for("service_plans.ask_delete", plan_id=row.id)
	return Cell(acts=[Act(gettext("Quitar"), way, "trash", f"{row.brand} {row.model}")])


PLANS = ListPage(
	file="planes",
	title=_("Planes de mantenimiento"),
	lead=_("Cada cuánto uso o cuántos meses se atiende un modelo; un equipo puede tener el suyo."),
	crumbs=(("equipment.show_list", _("Equipos")),),
	table=Table[ServicePlan](
		_("Planes por modelo"),
		(
			Column(_("Modelo"), lambda row: Cell(row.brand, sub=[row.model])),
			Column(_("Cada"), lambda row: describe_terms(row, row.meter)),
			Column(_("El siguiente cuenta"), lambda row: make_chips(row.anchor)),
			Column(_("Equipos"), lambda row: format_number(row.equipment), is_number=True),
			Column(_("Lo puso"), lambda row: Cell(row.set_by, sub=[format_instant(row.set_at)])),
			Column(_("Acciones"), offer_removal, is_silent=True),
		),
	),
	empty=Empty(
		"calendar-event",
		_("Todavía no hay planes"),
		_("Agregue el primero: marca, modelo y cada cuánto. Sus equipos empiezan a vencer por él."),
	),
)
