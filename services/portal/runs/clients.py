"""Whom a search among deliveries means: names are the customers', addresses the mailer's."""

from flask_babel import gettext as _

from chasqui.contracts.customers.lists import CustomerQuery
from chasqui.contracts.customers.names import MOST_NAMES
from chasqui.contracts.endpoints.customers import lists as lists_api
from chasqui.kernel.errors import Unavailable
from portal.siblings import ask


def find_people(text: str) -> tuple[list[int], str]:
	"""Return the customers that a search finds, archived ones too, and what to say of them.

	Where more are found than can be asked for, or none can be found just now, that is to be said.
	"""
	found: list[int] = []
	more = False
	try:
		for archived in (False, True):
			query = CustomerQuery(q=text, archived=archived, limit=MOST_NAMES)
			page = ask(lists_api.list_customers, query=query)
			found += [one.id for one in page.items]
			more = more or page.next_cursor is not None
	except Unavailable:
		return [], _("Los nombres no se pueden consultar ahora: solo se buscó en los correos.")
	if not more and len(found) <= MOST_NAMES:
		return found, ""
	return found[:MOST_NAMES], _(
		"Hay más de %(most)s clientes así: se miraron los primeros. Escriba algo más, o el correo.",
		most=MOST_NAMES,
	)
