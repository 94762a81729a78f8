"""Quotes: drafts, what becomes of them, the sale that one becomes."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.quote_lists import (
	QuoteExportQuery,
	QuoteFacets,
	QuoteFilters,
	QuoteQuery,
	QuotesRejected,
	QuotesRejection,
)
from chasqui.contracts.customers.quotes import (
	Quote,
	QuoteFields,
	QuoteMailRequest,
	QuoteMove,
	QuotePatch,
	QuoteRejection,
	QuoteSummary,
)
from chasqui.contracts.endpoint import Once, Stream
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import Page

READ, OWN = Permission.SALES_READ, Permission.SALES_NOTE


@API.declare("GET", "/v1/quotes", READ, OWN)
def list_quotes(*, query: QuoteQuery) -> Page[QuoteSummary]:
	"""Return a page of quotes; who may not see all sees the own ones."""


@API.declare("POST", "/v1/quotes", OWN, status=201, once=Once.MUST)
def add_quote(*, body: QuoteFields) -> Quote:
	"""Write a draft."""


@API.declare("GET", "/v1/quotes/facets", READ, OWN)
def find_quote_facets(*, query: QuoteFilters) -> QuoteFacets: ...


@API.declare("GET", "/v1/quotes/export", Permission.CUSTOMERS_EXPORT)
def export_quotes(*, query: QuoteExportQuery) -> Stream: ...


@API.declare("POST", "/v1/quotes/rejections", OWN, once=Once.MUST)
def reject_quotes(*, body: QuotesRejection) -> QuotesRejected:
	"""Note that all that match were rejected; those that cannot be are named, and why."""


@API.declare("GET", "/v1/quotes/{quote_id}", READ, OWN)
def show_quote(*, quote_id: int) -> Quote: ...


@API.declare("GET", "/v1/quotes/{quote_id}/pdf", READ, OWN)
def print_quote(*, quote_id: int) -> Stream:
	"""Return an issued quote as the document that a customer gets."""


@API.declare("PATCH", "/v1/quotes/{quote_id}", OWN)
def change_quote(*, quote_id: int, body: QuotePatch) -> Quote:
	"""Change a draft: its prices become those of today."""


@API.declare("DELETE", "/v1/quotes/{quote_id}", OWN)
def delete_quote(*, quote_id: int) -> None:
	"""Delete a draft; anything else is rejected, or expires."""


@API.declare("POST", "/v1/quotes/{quote_id}/issue", OWN)
def issue_quote(*, quote_id: int, body: QuoteMove) -> Quote:
	"""Give a draft its number: from now on it says what it says."""


@API.declare("POST", "/v1/quotes/{quote_id}/acceptance", OWN)
def accept_quote(*, quote_id: int, body: QuoteMove) -> Quote:
	"""Make the sale, a draft at what was quoted; who asks again has the same sale."""


@API.declare("POST", "/v1/quotes/{quote_id}/rejection", OWN)
def reject_quote(*, quote_id: int, body: QuoteRejection) -> Quote: ...


@API.declare("POST", "/v1/quotes/{quote_id}/mails", OWN, once=Once.MUST)
def mail_quote(*, quote_id: int, body: QuoteMailRequest) -> Quote:
	"""Send the document to the customer's own address, at once; a service mail, no campaign's."""


@API.declare("POST", "/v1/quotes/{quote_id}/copies", OWN, status=201, once=Once.MUST)
def copy_quote(*, quote_id: int, body: QuoteMove) -> Quote:
	"""Write a draft with the same items, at today's prices."""
