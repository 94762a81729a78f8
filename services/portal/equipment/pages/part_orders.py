"""Orders of spare parts: the list, and one with its lines and steps."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.part_orders import PartOrderFilters, PartOrderQuery
from chasqui.contracts.endpoints.customers import part_orders as parts_api
from chasqui.kernel.security.access import grant
from portal.equipment.clients import load_part_order
from portal.equipment.forms.part_orders import name_order
from portal.equipment.lists.orders import PARTS
from portal.equipment.lists.part_orders import PART_ORDERS, STEPS, build_facets
from portal.shell.pages.addresses import list_pairs_but_page, narrow, read_query
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part
from portal.siblings import ask

PAGE_ROWS = 25

blueprint = Blueprint("part_orders", __name__, url_prefix="/repuestos")
ENTRY = Entry(Group.EQUIPMENT, 3, lazy_gettext("Repuestos"), "inbox", "part_orders.show_list")


@blueprint.get("/")
@grant(Permission.EQUIPMENT_READ, Permission.EQUIPMENT_REQUEST)
def show_list() -> ResponseReturnValue:
	"""Show orders; who may not see all sees those of the customers in their care."""
	query = read_query(PartOrderQuery, limit=PAGE_ROWS)
	filters = narrow(PartOrderFilters, query)
	facets = load_part(lambda: ask(parts_api.find_part_order_facets, query=filters)).value
	return PART_ORDERS.render(
		query,
		lambda asked: ask(parts_api.list_part_orders, query=asked),
		facets=build_facets(facets, list_pairs_but_page()),
	)


@blueprint.get("/<int:order_id>")
@grant(Permission.EQUIPMENT_READ, Permission.EQUIPMENT_REQUEST)
def show(order_id: int) -> ResponseReturnValue:
	"""Show one order."""
	order = load_part_order(order_id)
	return render_template(
		"equipment/part_order.html",
		order=order,
		name=name_order(order_id),
		parts=PARTS,
		steps=STEPS,
	)
