"""Shows service orders: one with its parts and steps, lists, facets."""

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.service_orders import (
	ServiceOrder,
	ServiceOrderFacets,
	ServiceOrderFilters,
	ServiceOrderQuery,
	ServiceOrderSummary,
)
from chasqui.contracts.wire import Page
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.equipment.repositories.service_order_lists import ServiceOrderListRepository
from customers.equipment.repositories.service_orders import ServiceOrderRepository
from customers.equipment.use_cases.order_view import view_order, view_summary

WHAT = "service_orders"


class OrderReader:
	def __init__(
		self, orders: ServiceOrderRepository, lists: ServiceOrderListRepository, auditor: Auditor
	) -> None:
		self._orders = orders
		self._lists = lists
		self._auditor = auditor

	def find_owner(self, order_id: int) -> int:
		"""Return whose machine an order is of.

		:raises NotFound: there is no such order
		"""
		return self._orders.get(order_id).customer_id

	def show(self, order_id: int, actor: Actor | None = None) -> ServiceOrder:
		"""Return an order, and write down who saw it, if somebody did.

		:raises NotFound: there is no such order
		"""
		row = self._orders.get(order_id)
		if actor is not None:
			details = {"what": WHAT, "order_id": order_id}
			self._auditor.note(actor, AuditAction.SEEN, row.customer_id, **details)
		parts, steps = self._orders.list_parts(order_id), self._orders.list_steps(order_id)
		return view_order(self._lists.get(order_id), parts, steps)

	def list_page(self, query: ServiceOrderQuery, actor: Actor) -> Page[ServiceOrderSummary]:
		"""Return a page, and write down who searched by what."""
		rows, cursor = self._lists.list_page(query)
		fields = sorted(query.model_fields_set - {"cursor", "limit", "sort"})
		self._auditor.note(actor, AuditAction.SEARCHED, what=WHAT, fields=fields, rows=len(rows))
		items = [view_summary(one) for one in rows]
		return Page[ServiceOrderSummary](items=items, next_cursor=cursor)

	def find_facets(self, filters: ServiceOrderFilters) -> ServiceOrderFacets:
		"""Return how many match, and how many have each value."""
		names = ServiceOrderFacets.model_fields.keys() - {"total"}
		counted = {name: self._lists.count_by(filters, name) for name in names}
		return ServiceOrderFacets(total=self._lists.count(filters), **counted)
