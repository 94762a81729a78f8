"""Shows quotes: one with all that is of it, lists, facets."""

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.quote_lists import QuoteFacets, QuoteFilters, QuoteQuery
from chasqui.contracts.customers.quotes import Quote, QuoteSummary
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.quotes.repositories.quote_lists import QuoteListRepository
from customers.quotes.repositories.quotes import QuoteRepository
from customers.quotes.use_cases.quote_view import view_quote, view_summary

WHAT = "quotes"


class QuoteReader:
	def __init__(
		self, quotes: QuoteRepository, lists: QuoteListRepository, auditor: Auditor
	) -> None:
		self._quotes = quotes
		self._lists = lists
		self._auditor = auditor

	def show(self, quote_id: int, actor: Actor | None = None) -> Quote:
		"""Return a quote, and write down who saw it, if somebody did.

		:raises NotFound: there is no such quote among those that are seen
		"""
		found = self._lists.find(quote_id)
		if found is None:
			raise NotFound(say("No existe esa cotización."), code="no_quote")
		if actor is not None:
			self._auditor.note(
				actor, AuditAction.SEEN, found.row.customer_id, what=WHAT, quote_id=quote_id
			)
		return view_quote(
			found,
			self._quotes.list_lines(quote_id),
			self._quotes.list_steps(quote_id),
			self._quotes.list_mails(quote_id),
		)

	def list_page(self, query: QuoteQuery, actor: Actor) -> Page[QuoteSummary]:
		"""Return a page, and write down who searched by what."""
		rows, cursor = self._lists.list_page(query)
		fields = sorted(query.model_fields_set - {"cursor", "limit", "sort"})
		self._auditor.note(actor, AuditAction.SEARCHED, what=WHAT, fields=fields, rows=len(rows))
		return Page[QuoteSummary](items=[view_summary(one) for one in rows], next_cursor=cursor)

	def find_facets(self, filters: QuoteFilters) -> QuoteFacets:
		"""Return how many match, and how many have each value."""
		names = QuoteFacets.model_fields.keys() - {"total"}
		counted = {name: self._lists.count_by(filters, name) for name in names}
		return QuoteFacets(total=self._lists.count(filters), **counted)
