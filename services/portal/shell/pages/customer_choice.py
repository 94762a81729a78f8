"""A page that asks for which customer something is written down, and leads on to its form."""

from dataclasses import dataclass
from typing import Any

from flask import render_template

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.lists import CustomerQuery
from chasqui.contracts.endpoints.customers import lists as lists_api
from portal.session.staff import read_person
from portal.shell.pages.addresses import read_query
from portal.shell.pages.parts import Part, load_part
from portal.siblings import ask

MOST_FOUND = 20
CUSTOMER = "cliente"
"""By which the address of a form names its customer."""


@dataclass(frozen=True)
class CustomerChoice:
	"""`endpoint` is the form's; `above` is the page above it, as (endpoint, text). Who may search
	nobody reads in `hint` from where it is done.
	"""

	title: Any
	question: Any
	endpoint: str
	above: tuple[str, Any]
	hint: Any

	def render(self) -> str:
		"""Return the page."""
		may_search = read_person().may(Permission.CUSTOMERS_READ)
		query = read_query(CustomerQuery, limit=MOST_FOUND)
		found: Part[Any] | None = None
		if may_search and query.q:
			found = load_part(lambda: ask(lists_api.list_customers, query=query))
		return render_template(
			"shell/choose_customer.html",
			choice=self,
			found=found,
			has_more=bool(found and found.value and found.value.next_cursor),
			q=query.q or "",
			may_search=may_search,
		)
