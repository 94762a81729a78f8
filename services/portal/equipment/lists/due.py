"""The list of reminders: which machines come due, and what can be asked for of many at once."""

from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.equipment import EquipmentSummary
from chasqui.contracts.customers.views import ListName
from chasqui.kernel.clock import read_now
from portal.equipment.clients import list_types
from portal.equipment.forms.orders import SERVICE_ASK
from portal.equipment.labels import name_machine
from portal.equipment.lists.equipment import (
	FILTERS,
	name_filter,
	show_customer,
	show_machine,
	show_meter,
	show_place,
)
from portal.shell.labels.formats import format_date, format_number, read_zone
from portal.shell.labels.label import Label
from portal.shell.labels.places import list_provinces
from portal.shell.lists.actions import RowAction, RowActions
from portal.shell.lists.cells import Cell
from portal.shell.lists.filters import Answer, FilterWords, Range, Search, Several
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way

REQUEST = "request"


def show_due(row: EquipmentSummary) -> Cell:
	"""Return when a machine comes due, by what it is known, and whether it is asked for already."""
	if row.due_on is None:
		return Cell()
	today = read_now().astimezone(read_zone()).date()
	late = [Label(gettext("vencido"), "bad", "alert-circle")] if row.due_on < today else []
	guess = [Label(gettext("estimado"), "plain", "trending-up")] if row.due_is_estimate else []
	asked = [Label(gettext("ya pedido"), "info", "inbox")] if row.open_orders else []
	return Cell(format_date(row.due_on), chips=[*late, *guess, *asked])


def count_machines(count: int) -> Any:
	"""Return how many machines, in words."""
	return ngettext("%(count)s equipo", "%(count)s equipos", count, count=format_number(count))


ACTIONS = RowActions[EquipmentSummary](
	at="due_actions.ask",
	caption=_("Acciones sobre varios equipos"),
	name_box=lambda row: _("Elegir «%(name)s»", name=name_machine(row)),
	count_rows=count_machines,
	everything=_("A todos los que vencen en los próximos 30 días."),
	nothing=_("Elija al menos un equipo de la lista."),
	actions=(
		RowAction(
			REQUEST,
			Permission.EQUIPMENT_WRITE,
			_("Pedir el mantenimiento"),
			layout=SERVICE_ASK,
			text=_(
				"Se pide una orden de mantenimiento para cada uno; los que ya la tienen quedan."
			),
		),
	),
)
DUE = ListPage(
	title=_("Por vencer"),
	views=ListName.EQUIPMENT_DUE,
	lead=_("Equipos cuyo mantenimiento venció o vence pronto, el más urgente primero."),
	file="por-vencer",
	file_needs=Permission.CUSTOMERS_EXPORT,
	crumbs=(("equipment.show_list", _("Equipos")),),
	table=Table[EquipmentSummary](
		_("Equipos por vencer"),
		(
			Column(_("Equipo"), show_machine),
			Column(_("Cliente"), show_customer),
			Column(_("Vence"), show_due, sort="due"),
			Column(_("Medidor"), show_meter, is_number=True),
			Column(_("Lugar"), show_place),
		),
		sort="due",
		style="list-table",
	),
	filters=(
		Search("q", _("Serie, marca, modelo o cliente")),
		Range("due", _("Vence"), "date"),
		Answer("is_ordered", _("Ya pedido")),
	),
	further=(
		Several("province", _("Provincia"), list_provinces),
		Several("type_id", _("Tipo"), list_types),
	),
	words=FilterWords(FILTERS, name_filter),
	actions=ACTIONS,
	empty=Empty(
		"bell",
		_("Ningún equipo vence pronto"),
		_("Vencen por el plan de su modelo, o por el propio: cada cuánto uso o cuántos meses."),
		Way(_("Planes de mantenimiento"), "service_plans.show_list"),
		narrowed=_("Ningún equipo vence en esos días"),
	),
	ways=(
		Way(_("Planes"), "service_plans.show_list", "calendar-event"),
		Way(_("Órdenes"), "service_orders.show_list", "tool"),
	),
)
