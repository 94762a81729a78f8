"""Answers lists of customers: pages, counts, facets, and as a campaign's criteria (R11)."""

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.lists import (
	Advisor,
	CustomerFacets,
	CustomerFilters,
	CustomerQuery,
	FacetValue,
	ListedCustomer,
	SegmentAnswer,
)
from chasqui.contracts.wire import Page
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.lists.domain.facets import sum_facets
from customers.lists.domain.list_criteria import write_criteria
from customers.lists.repositories.customer_lists import CustomerListRepository
from customers.lists.repositories.facets import FacetRepository
from customers.people.models.customer import CustomerRow
from customers.people.repositories.advisors import AdvisorRepository
from customers.people.use_cases.customer_view import CustomerViewBuilder
from customers.people.use_cases.refusals import refuse_filters


class CustomerListReader:
	def __init__(
		self,
		customers: CustomerListRepository,
		facets: FacetRepository,
		advisors: AdvisorRepository,
		auditor: Auditor,
		views: CustomerViewBuilder,
	) -> None:
		self._customers = customers
		self._facets = facets
		self._advisors = advisors
		self._auditor = auditor
		self._views = views

	def list_page(self, query: CustomerQuery, actor: Actor) -> Page[ListedCustomer]:
		"""Return a page, and write down who searched by what.

		:raises Invalid: a filter names a place or a field that does not exist
		"""
		with refuse_filters():
			rows, cursor = self._customers.list_page(query)
		fields = query.list_asked()
		self._auditor.note(actor, AuditAction.SEARCHED, fields=fields, rows=len(rows))
		tags = self._customers.list_tags(row.id for row in rows)
		advisors = self._advisors.list_by_customer(row.id for row in rows)
		items = [self._view(row, tags.get(row.id, []), advisors.get(row.id)) for row in rows]
		return Page[ListedCustomer](items=items, next_cursor=cursor)

	def find_facets(self, filters: CustomerFilters) -> CustomerFacets:
		"""Return how many match and how many have each value, exactly.

		:raises Invalid: a filter names a place or a field that does not exist
		"""
		with refuse_filters():
			groups, tags = self._facets.list_groups(filters), self._facets.list_tags(filters)
		facets = sum_facets(groups, filters)
		facets.tag = [FacetValue(value=one.tag, customers=one.customers) for one in tags]
		return facets

	def write_segment(self, filters: CustomerFilters) -> SegmentAnswer:
		"""Return the list as criteria of a campaign, or why criteria cannot say it."""
		return write_criteria(filters)

	def _view(self, row: CustomerRow, tags: list[str], advisor: Advisor | None) -> ListedCustomer:
		customer = dict(self._views.build(row))
		return ListedCustomer(**customer, tags=tags, advisor=advisor, custom=dict(row.custom))
