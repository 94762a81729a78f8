"""The list of equipment: its columns, its filters, its facets; the readings of one machine."""

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.equipment import (
	Equipment,
	EquipmentState,
	EquipmentSummary,
	Reading,
)
from chasqui.contracts.customers.equipment_lists import EquipmentFacets
from chasqui.contracts.customers.meters import MeterKind
from chasqui.contracts.customers.views import ListName
from portal.equipment.clients import list_types
from portal.equipment.labels import format_meter, name_machine
from portal.equipment.lists.facets import build_some
from portal.session.staff import read_person
from portal.shell.labels.formats import format_date
from portal.shell.labels.label import Label
from portal.shell.labels.places import list_provinces, name_canton, name_province
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Act, Cell
from portal.shell.lists.facets import Facet, Pairs
from portal.shell.lists.filters import Answer, FilterWords, Many, Range, Search, Several
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way

FACETS: dict[str, Any] = {
	"type_id": _("Tipo"), "brand": _("Marca"), "state": _("Estado"), "province": _("Provincia"),
}  # fmt: skip
FILTERS: dict[str, Any] = {
	**FACETS,
	"q": _("Búsqueda"),
	"ids": _("Elegidos a mano"),
	"customer_id": _("Cliente n.º"),
	"meter": _("Medidor"),
	"canton": _("Cantón"),
	"is_ours": _("Nos lo compró"),
	"year_from": _("Año desde"),
	"year_to": _("Año hasta"),
	"due_from": _("Vence desde"),
	"due_to": _("Vence hasta"),
	"is_ordered": _("Ya pedido"),
}
CODES = {"state": EquipmentState, "meter": MeterKind}


def show_machine(row: EquipmentSummary) -> Cell:
	"""Return a machine with its serial and where it stands, and the way to it."""
	way = url_for("equipment.show", equipment_id=row.id)
	serial = gettext("serie %(serial)s", serial=row.serial) if row.serial else ""
	return Cell(name_machine(row), way, sub=[serial], chips=[name_code(row.state)])


def show_customer(row: EquipmentSummary) -> Cell:
	"""Return whose it is, with the way there."""
	return Cell(row.customer_name, url_for("customers.show", customer_id=row.customer_id))


def show_meter(row: EquipmentSummary) -> Cell:
	"""Return what the meter said last, and when."""
	if row.meter is MeterKind.NONE:
		return Cell()
	day = format_date(row.meter_on) if row.meter_on else gettext("sin lecturas")
	return Cell(format_meter(row.meter_total, row.meter), sub=[day])


def show_place(row: EquipmentSummary) -> Cell:
	"""Return where a machine is."""
	town = name_canton(row.canton) if row.canton else ""
	return Cell(name_province(row.province) if row.province else "", sub=[town])


def show_origin(row: EquipmentSummary) -> str:
	return str(gettext("sí") if row.is_ours else gettext("no"))


def build_facets(facets: EquipmentFacets | None, pairs: Pairs) -> list[Facet]:
	"""Return the facets of a list whose address is `pairs`; none where they are not known."""
	return build_some(
		facets,
		FACETS,
		pairs,
		lambda name, one: name_facet(name, one.value, one.text),
		"equipment",
	)


def name_facet(name: str, value: str, text: str) -> str:
	"""Return what a value of a facet is called: codes by their labels, others by themselves."""
	if name == "province":
		return str(name_province(value))
	return str(name_code(CODES[name](value)).text) if name in CODES else text


def name_filter(name: str, value: Any) -> str:
	"""Return what a value of a filter is called."""
	if isinstance(value, date):
		return format_date(value)
	if name in ("is_ours", "is_ordered"):
		return str(gettext("sí") if value else gettext("no"))
	if name == "canton":
		return name_canton(value)
	if name == "type_id":
		return str(dict(list_types()).get(str(value), value))
	return name_facet(name, str(value), str(value))


def name_meters() -> list[tuple[str, Any]]:
	"""Return the kinds of meters to choose from."""
	return [(one.value, name_code(one).text) for one in MeterKind]


MACHINE = Column[EquipmentSummary](_("Equipo"), show_machine)
METER = Column[EquipmentSummary](
	_("Medidor"), show_meter, sort="meter", is_number=True, name="meter"
)
EQUIPMENT = ListPage(
	title=_("Equipos"),
	views=ListName.EQUIPMENT,
	lead=_("Lo que los clientes tienen y la empresa cuida: de qué marca, con cuánto uso y dónde."),
	file="equipos",
	file_needs=Permission.CUSTOMERS_EXPORT,
	table=Table[EquipmentSummary](
		_("Equipos"),
		(
			MACHINE,
			Column(_("Cliente"), show_customer),
			Column(_("Tipo"), lambda row: row.type_name, name="type"),
			Column(_("Año"), lambda row: row.year, sort="year", is_short=True, name="year"),
			METER,
			Column(_("Lugar"), show_place, name="place"),
			Column(_("Nos lo compró"), show_origin, name="ours"),
			Column(_("Vence"), lambda row: format_date(row.due_on), sort="due", name="due"),
		),
		sort="-added",
		style="list-table",
		usual=("type", "year", "meter", "place", "due"),
	),
	filters=(Search("q", _("Serie, marca, modelo o cliente")),),
	further=(
		Several("type_id", _("Tipo"), list_types),
		Several("province", _("Provincia"), list_provinces),
		Many("meter", _("Medidor"), name_meters),
		Range("year", _("Año")),
		Range("due", _("Vence"), "date"),
		Answer("is_ours", _("Nos lo compró")),
	),
	words=FilterWords(FILTERS, name_filter),
	empty=Empty(
		"tool",
		_("Todavía no hay equipos"),
		_("El primero se registra en la ficha del cliente, parte «Equipos», o con «Registrar»."),
	),
	ways=(
		Way(_("Planes"), "service_plans.show_list", "calendar-event"),
		Way(
			_("Registrar"), "equipment_forms.ask_add", "plus", Permission.EQUIPMENT_WRITE,
			is_primary=True,
		),
	),
)  # fmt: skip
OWNED = Table[EquipmentSummary](
	_("Sus equipos"),
	(
		Column(_("Equipo"), show_machine),
		Column(_("Tipo"), lambda row: row.type_name),
		Column(_("Año"), lambda row: row.year, is_short=True),
		Column(_("Medidor"), show_meter, is_number=True),
		Column(_("Vence"), lambda row: format_date(row.due_on)),
		Column(_("Lugar"), show_place),
	),
)


def build_readings(machine: Equipment) -> Table[Reading]:
	"""Return the table of what the meter of a machine said; the last one may be voided."""
	counted = next((one.id for one in machine.readings if not one.is_void), None)
	may_void = read_person().may(Permission.EQUIPMENT_WRITE)

	def show_value(row: Reading) -> Cell:
		chips = [Label(gettext("otro medidor"), "info", "refresh")] if row.is_new_meter else []
		chips += [Label(gettext("anulada"), "plain", "ban")] if row.is_void else []
		return Cell(format_meter(row.value, machine.meter), chips=chips)

	def offer_void(row: Reading) -> Cell:
		if row.id != counted:
			return Cell()
		way = url_for("equipment_readings.ask_void", equipment_id=machine.id, reading_id=row.id)
		return Cell(acts=[Act(gettext("Anular"), way, "ban", format_date(row.read_on))])

	acts = Column[Reading](_("Acciones"), offer_void, is_silent=True)
	return Table(
		_("Lecturas"),
		(
			Column(_("Día"), lambda row: Cell(format_date(row.read_on), sub=[row.read_by])),
			Column(_("Decía"), show_value, is_number=True),
			Column(
				_("Uso total"), lambda row: format_meter(row.total, machine.meter), is_number=True
			),
			*((acts,) if may_void else ()),
		),
	)
