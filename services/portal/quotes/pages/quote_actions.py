"""Several quotes at once: noted as rejected, after a question."""

from flask import Blueprint
from flask_babel import gettext as _

from chasqui.contracts.customers.quote_lists import (
	MOST_REJECTED,
	QuoteFilters,
	QuotesRejected,
	QuotesRejection,
)
from chasqui.contracts.endpoints.customers import quotes as quotes_api
from chasqui.kernel.errors import Invalid
from chasqui.kernel.texts.text import say
from portal.quotes.labels import name_quote
from portal.quotes.lists.quote_actions import ACTIONS, count_quotes
from portal.quotes.lists.quotes import QUOTES
from portal.shell.pages.bulk_pages import BulkPages, Order
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once

MOST_NAMED = 5

blueprint = Blueprint("quote_actions", __name__, url_prefix="/cotizaciones/acciones")


def begin(order: Order[QuoteFilters]) -> str:
	"""Note what was confirmed as rejected, and say what stayed as it was, and why.

	:raises Invalid: they are more than are rejected at once
	"""
	if order.expected > MOST_REJECTED:
		raise Invalid(say("Son demasiadas de una vez: {most} como máximo.", most=MOST_REJECTED))
	asked = QuotesRejection(
		filters=order.filters, expected=order.expected, reason=order.fields.reason
	)
	notify_rejected(ask_once(order.nonce, quotes_api.reject_quotes, body=asked))
	return PAGES.find_list(order.address)


def notify_rejected(done: QuotesRejected) -> None:
	"""Say how many were rejected, and of the first that were not why."""
	notify(_("Se anotó el rechazo: %(quotes)s.", quotes=count_quotes(done.changed)))
	for one in done.refused[:MOST_NAMED]:
		notify(
			_("%(name)s queda como está. %(reason)s", name=name_quote(one), reason=one.reason),
			"warn",
		)
	rest = len(done.refused) - MOST_NAMED
	if rest > 0:
		notify(_("Y otras quedan como están: %(quotes)s.", quotes=count_quotes(rest)), "warn")


PAGES = BulkPages(
	QUOTES,
	"quotes.show_list",
	ACTIONS,
	QuoteFilters,
	count=lambda filters: ask(quotes_api.find_quote_facets, query=filters).total,
	begin=begin,
)
PAGES.add_to(blueprint)
