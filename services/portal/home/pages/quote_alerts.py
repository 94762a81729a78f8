"""Quotes that nobody has answered, and that will not hold much longer."""

from collections.abc import Iterator
from datetime import timedelta

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from chasqui.contracts.customers.quote_lists import QuoteFilters
from chasqui.contracts.customers.quotes import QuoteState
from chasqui.contracts.endpoints.customers import quotes as quotes_api
from chasqui.kernel.clock import read_today
from portal.home.pages.alerts import Alert
from portal.shell.labels.formats import format_number
from portal.siblings import ask

SOON_DAYS = 3


def list_expiring() -> Iterator[Alert]:
	"""Yield how many quotes expire within days, of those that this person sees."""
	last = read_today(current_app.config["CHASQUI_ZONE"]) + timedelta(days=SOON_DAYS)
	soon = QuoteFilters(state=[QuoteState.ISSUED], until_to=last)
	count = ask(quotes_api.find_quote_facets, query=soon).total
	if not count:
		return
	title = ngettext(
		"%(count)s cotización por vencer",
		"%(count)s cotizaciones por vencer",
		count,
		count=format_number(count),
	)
	text = _("Vencen en %(days)s días o menos y nadie las ha aceptado.", days=SOON_DAYS)
	way = url_for("quotes.show_list", state=QuoteState.ISSUED, until_to=last, sort="until")
	yield Alert(str(title), str(text), way)
