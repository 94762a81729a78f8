"""Several items at once: put on sale, or retired, after a question."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_babel import ngettext

from chasqui.contracts.customers.catalogue import ItemFilters, ItemState
from chasqui.contracts.customers.item_moves import MOST_MOVED, ItemsMove, ItemsMoved
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.kernel.errors import Invalid
from chasqui.kernel.texts.text import say
from portal.catalogue.forms.item_actions import RetirementFields
from portal.catalogue.lists.item_actions import ACTIONS, count_items
from portal.catalogue.lists.items import ITEMS
from portal.shell.labels.formats import format_number
from portal.shell.pages.bulk_pages import BulkPages, Order
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

MOST_NAMED = 5

blueprint = Blueprint("item_actions", __name__, url_prefix="/catalogo/acciones")


def begin(order: Order[ItemFilters]) -> str:
	"""Move what was confirmed, and say what stayed as it was, and why.

	:raises Invalid: they are more than are moved at once
	"""
	if order.expected > MOST_MOVED:
		raise Invalid(say("Son demasiados de una vez: {most} como máximo.", most=MOST_MOVED))
	fields = order.fields
	asked = ItemsMove(
		filters=order.filters,
		state=ItemState(order.action.code),
		expected=order.expected,
		confirm_in_use=isinstance(fields, RetirementFields) and fields.confirm_in_use,
	)
	notify_moved(ask_once(order.nonce, catalogue_api.move_items, body=asked))
	return PAGES.find_list(order.address)


def notify_moved(moved: ItemsMoved) -> None:
	"""Say how many changed, and of the first that did not why."""
	same = ngettext(
		"%(count)s ya estaba así.",
		"%(count)s ya estaban así.",
		moved.same,
		count=format_number(moved.same),
	)
	changed = _("Cambió: %(items)s.", items=count_items(moved.changed))
	notify(f"{changed} {same}" if moved.same else changed)
	for one in moved.refused[:MOST_NAMED]:
		notify(
			_("«%(name)s» queda como está. %(reason)s", name=one.name, reason=one.reason), "warn"
		)
	rest = len(moved.refused) - MOST_NAMED
	if rest > 0:
		notify(_("Y otros quedan como están: %(items)s.", items=count_items(rest)), "warn")


PAGES = BulkPages(
	ITEMS,
	"catalogue.show_list",
	ACTIONS,
	ItemFilters,
	count=lambda filters: ask(catalogue_api.find_facets, query=filters).total,
	begin=begin,
)
PAGES.add_to(blueprint)
