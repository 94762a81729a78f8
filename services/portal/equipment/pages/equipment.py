"""Equipment: the list, and one machine with its readings."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.equipment_lists import EquipmentFilters, EquipmentQuery
from chasqui.contracts.endpoints.customers import equipment as equipment_api
from chasqui.kernel.security.access import grant
from portal.equipment.clients import load_machine, load_orders
from portal.equipment.lists.equipment import EQUIPMENT, build_facets, build_readings
from portal.equipment.lists.orders import OF_MACHINE
from portal.shell.pages.addresses import list_pairs_but_page, narrow, read_query
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part
from portal.siblings import ask

PAGE_ROWS, MOST_ORDERS = 25, 10

blueprint = Blueprint("equipment", __name__, url_prefix="/equipos")
ENTRY = Entry(Group.EQUIPMENT, 0, lazy_gettext("Equipos"), "tool", "equipment.show_list")


@blueprint.get("/")
@grant(Permission.EQUIPMENT_READ, Permission.EQUIPMENT_REQUEST)
def show_list() -> ResponseReturnValue:
	"""Show equipment; who may not see all sees that of the customers in their care."""
	query = read_query(EquipmentQuery, limit=PAGE_ROWS)
	filters = narrow(EquipmentFilters, query)
	facets = load_part(lambda: ask(equipment_api.find_equipment_facets, query=filters)).value
	return EQUIPMENT.render(
		query,
		lambda asked: ask(equipment_api.list_equipment, query=asked),
		facets=build_facets(facets, list_pairs_but_page()),
	)


@blueprint.get("/<int:equipment_id>")
@grant(Permission.EQUIPMENT_READ, Permission.EQUIPMENT_REQUEST)
def show(equipment_id: int) -> ResponseReturnValue:
	"""Show one machine."""
	machine = load_machine(equipment_id)
	return render_template(
		"equipment/show.html",
		machine=machine,
		readings=build_readings(machine),
		orders=load_orders(MOST_ORDERS, equipment_id=[equipment_id]),
		order_table=OF_MACHINE,
	)
