"""Several sales at once: noted as paid, after a question."""

from flask import Blueprint
from flask_babel import gettext as _

from chasqui.contracts.customers.sale_lists import (
	MOST_PAID,
	SaleFilters,
	SalesPaid,
	SalesPayment,
)
from chasqui.contracts.endpoints.customers import sales as sales_api
from chasqui.kernel.errors import Invalid
from chasqui.kernel.texts.text import say
from portal.sales.labels import name_number
from portal.sales.lists.sale_actions import ACTIONS, count_sales
from portal.sales.lists.sales import SALES
from portal.shell.pages.bulk_pages import BulkPages, Order
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

MOST_NAMED = 5

blueprint = Blueprint("sale_actions", __name__, url_prefix="/ventas/acciones")


def begin(order: Order[SaleFilters]) -> str:
	"""Note what was confirmed as paid, and say what stayed as it was, and why.

	:raises Invalid: they are more than are paid at once
	"""
	if order.expected > MOST_PAID:
		raise Invalid(say("Son demasiadas de una vez: {most} como máximo.", most=MOST_PAID))
	asked = SalesPayment(
		filters=order.filters, expected=order.expected, paid_on=order.fields.paid_on
	)
	notify_paid(ask_once(order.nonce, sales_api.pay_sales, body=asked))
	return PAGES.find_list(order.address)


def notify_paid(paid: SalesPaid) -> None:
	"""Say how many were paid, and of the first that were not why."""
	notify(_("Se anotó el pago: %(sales)s.", sales=count_sales(paid.changed)))
	for one in paid.refused[:MOST_NAMED]:
		notify(
			_("%(name)s queda como está. %(reason)s", name=name_number(one), reason=one.reason),
			"warn",
		)
	rest = len(paid.refused) - MOST_NAMED
	if rest > 0:
		notify(_("Y otras quedan como están: %(sales)s.", sales=count_sales(rest)), "warn")


PAGES = BulkPages(
	SALES,
	"sales.show_list",
	ACTIONS,
	SaleFilters,
	count=lambda filters: ask(sales_api.find_sale_facets, query=filters).total,
	begin=begin,
)
PAGES.add_to(blueprint)
