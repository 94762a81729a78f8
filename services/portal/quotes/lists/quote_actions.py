"""What can be done with several quotes at once: noted as rejected."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.quotes import QuoteState, QuoteSummary
from portal.quotes.forms.steps import REJECTIONS
from portal.quotes.labels import name_quote
from portal.shell.labels.formats import format_number
from portal.shell.lists.actions import RowAction, RowActions


def count_quotes(count: int) -> Any:
	"""Return how many quotes, in words."""
	text = format_number(count)
	return ngettext("%(count)s cotización", "%(count)s cotizaciones", count, count=text)


ACTIONS = RowActions[QuoteSummary](
	at="quote_actions.ask",
	caption=_("Acciones sobre varias cotizaciones"),
	name_box=lambda row: _("Elegir «%(name)s»", name=name_quote(row)),
	count_rows=count_quotes,
	everything=_("A todas las cotizaciones: la lista no tiene filtros."),
	nothing=_("Elija al menos una cotización de la lista."),
	actions=(
		RowAction(
			QuoteState.REJECTED,
			Permission.SALES_NOTE,
			_("Anotar como rechazadas"),
			layout=REJECTIONS,
			text=_("Se rechazan las emitidas; lo demás queda como está, y se dice por qué."),
		),
	),
)
