"""Service orders: the list, and one with its parts and steps."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.service_orders import ServiceOrderFilters, ServiceOrderQuery
from chasqui.contracts.endpoints.customers import service_orders as orders_api
from chasqui.kernel.security.access import grant
from portal.equipment.clients import load_order
from portal.equipment.forms.orders import name_order
from portal.equipment.lists.orders import ORDERS, PARTS, STEPS, build_facets
from portal.shell.pages.addresses import list_pairs_but_page, narrow, read_query
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part
from portal.siblings import ask

PAGE_ROWS = 25

blueprint = Blueprint("service_orders", __name__, url_prefix="/ordenes")
ENTRY = Entry(
	Group.EQUIPMENT, 2, lazy_gettext("Órdenes de servicio"), "adjustments",
	"service_orders.show_list",
)  # fmt: skip


@blueprint.get("/")
@grant(Permission.EQUIPMENT_READ, Permission.EQUIPMENT_REQUEST)
def show_list() -> ResponseReturnValue:
	"""Show orders; who may not see all sees those of the customers in their care."""
	query = read_query(ServiceOrderQuery, limit=PAGE_ROWS)
	filters = narrow(ServiceOrderFilters, query)
	facets = load_part(lambda: ask(orders_api.find_order_facets, query=filters)).value
	return ORDERS.render(
		query,
		lambda asked: ask(orders_api.list_orders, query=asked),
		facets=build_facets(facets, list_pairs_but_page()),
	)


@blueprint.get("/<int:order_id>")
@grant(Permission.EQUIPMENT_READ, Permission.EQUIPMENT_REQUEST)
def show(order_id: int) -> ResponseReturnValue:
	"""Show one order."""
	order = load_order(order_id)
	return render_template(
		"equipment/order.html", order=order, name=name_order(order_id), parts=PARTS, steps=STEPS
	)
