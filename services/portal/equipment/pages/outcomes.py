"""Says how it went with several rows at once."""

from flask_babel import gettext as _
from flask_babel import ngettext

from chasqui.contracts.customers.service_orders import OrdersMade
from portal.shell.labels.formats import format_number
from portal.shell.pages.parts import notify

MOST_NAMED = 5


def notify_outcome(done: str, made: OrdersMade) -> None:
	"""Say what was done, and of the first rows that stayed as they were why."""
	notify(done)
	for one in made.refused[:MOST_NAMED]:
		text = _("«%(name)s» queda como está. %(reason)s", name=one.name, reason=one.reason)
		notify(text, "warn")
	rest = len(made.refused) - MOST_NAMED
	if rest > 0:
		text = ngettext(
			"Y %(count)s más queda como está.",
			"Y %(count)s más quedan como están.",
			rest,
			count=format_number(rest),
		)
		notify(text, "warn")
