"""Several service orders at once: planned, after a question."""

from flask import Blueprint
from flask_babel import gettext as _

from chasqui.contracts.customers.service_orders import (
	MOST_AT_ONCE,
	OrdersPlan,
	ServiceOrderFilters,
)
from chasqui.contracts.endpoints.customers import service_orders as orders_api
from chasqui.kernel.errors import Invalid
from chasqui.kernel.texts.text import say
from portal.equipment.lists.orders import ACTIONS, ORDERS, count_orders
from portal.equipment.pages.outcomes import notify_outcome
from portal.shell.pages.bulk_pages import BulkPages, Order
from portal.siblings import ask, ask_once

blueprint = Blueprint("order_actions", __name__, url_prefix="/ordenes/acciones")


def begin(order: Order[ServiceOrderFilters]) -> str:
	"""Plan what was confirmed, and say what stayed as it was, and why.

	:raises Invalid: they are more than are planned at once
	"""
	if order.expected > MOST_AT_ONCE:
		raise Invalid(say("Son demasiadas de una vez: {most} como máximo.", most=MOST_AT_ONCE))
	asked = OrdersPlan(filters=order.filters, expected=order.expected, **order.fields.model_dump())
	made = ask_once(order.nonce, orders_api.plan_orders, body=asked)
	notify_outcome(_("Se planificó: %(rows)s.", rows=count_orders(made.changed)), made)
	return PAGES.find_list(order.address)


PAGES = BulkPages(
	ORDERS,
	"service_orders.show_list",
	ACTIONS,
	ServiceOrderFilters,
	count=lambda filters: ask(orders_api.find_order_facets, query=filters).total,
	begin=begin,
)
PAGES.add_to(blueprint)
