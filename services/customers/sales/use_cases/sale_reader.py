"""Shows sales: one with all that is of it, lists, facets."""

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.sale_lists import SaleFacets, SaleFilters, SaleQuery
from chasqui.contracts.customers.sales import Sale, SaleSummary
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.sales.repositories.sale_lists import SaleListRepository
from customers.sales.repositories.sales import SaleRepository
from customers.sales.use_cases.sale_view import view_sale, view_summary

WHAT = "sales"


class SaleReader:
	def __init__(self, sales: SaleRepository, lists: SaleListRepository, auditor: Auditor) -> None:
		self._sales = sales
		self._lists = lists
		self._auditor = auditor

	def show(self, sale_id: int, actor: Actor | None = None) -> Sale:
		"""Return a sale, and write down who saw it, if somebody did.

		:raises NotFound: there is no such sale among those that are seen
		"""
		found = self._lists.find(sale_id)
		if found is None:
			raise NotFound(say("No existe esa venta."), code="no_sale")
		if actor is not None:
			self._auditor.note(
				actor, AuditAction.SEEN, found.row.customer_id, what=WHAT, sale_id=sale_id
			)
		return view_sale(
			found,
			self._sales.list_lines(sale_id),
			self._sales.list_steps(sale_id),
			self._sales.list_returns(sale_id),
		)

	def list_page(self, query: SaleQuery, actor: Actor) -> Page[SaleSummary]:
		"""Return a page, and write down who searched by what."""
		rows, cursor = self._lists.list_page(query)
		fields = sorted(query.model_fields_set - {"cursor", "limit", "sort"})
		self._auditor.note(actor, AuditAction.SEARCHED, what=WHAT, fields=fields, rows=len(rows))
		return Page[SaleSummary](items=[view_summary(one) for one in rows], next_cursor=cursor)

	def find_facets(self, filters: SaleFilters) -> SaleFacets:
		"""Return how many match, and how many have each value."""
		names = SaleFacets.model_fields.keys() - {"total"}
		counted = {name: self._lists.count_by(filters, name) for name in names}
		return SaleFacets(total=self._lists.count(filters), **counted)
