"""The service of several machines at once: asked for, after a question."""

from flask import Blueprint
from flask_babel import gettext as _

from chasqui.contracts.customers.equipment_lists import EquipmentFilters, ServicesRequest
from chasqui.contracts.customers.service_orders import MOST_AT_ONCE
from chasqui.contracts.endpoints.customers import equipment as equipment_api
from chasqui.contracts.endpoints.customers import service_orders as orders_api
from chasqui.kernel.errors import Invalid
from chasqui.kernel.texts.text import say
from portal.equipment.clients import find_soon
from portal.equipment.lists.due import ACTIONS, DUE, count_machines
from portal.equipment.pages.outcomes import notify_outcome
from portal.shell.pages.bulk_pages import BulkPages, Order
from portal.siblings import ask, ask_once

blueprint = Blueprint("due_actions", __name__, url_prefix="/equipos/por-vencer/acciones")


def begin(order: Order[EquipmentFilters]) -> str:
	"""Ask for what was confirmed, and say what stayed as it was, and why.

	:raises Invalid: they are more than are asked for at once
	"""
	if order.expected > MOST_AT_ONCE:
		raise Invalid(say("Son demasiados de una vez: {most} como máximo.", most=MOST_AT_ONCE))
	asked = ServicesRequest(
		filters=find_soon(order.filters), expected=order.expected, asked=order.fields.asked
	)
	made = ask_once(order.nonce, orders_api.request_services, body=asked)
	notify_outcome(
		_("Se pidió el mantenimiento: %(rows)s.", rows=count_machines(made.changed)), made
	)
	return PAGES.find_list(order.address)


PAGES = BulkPages(
	DUE,
	"equipment_due.show_list",
	ACTIONS,
	EquipmentFilters,
	count=lambda filters: ask(equipment_api.find_equipment_facets, query=find_soon(filters)).total,
	begin=begin,
)
PAGES.add_to(blueprint)
