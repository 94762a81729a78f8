"""Shows orders of spare parts: one with its lines and steps, lists, facets."""

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.part_orders import (
	PartOrder,
	PartOrderFacets,
	PartOrderFilters,
	PartOrderPatch,
	PartOrderQuery,
	PartOrderStep,
	PartOrderSummary,
)
from chasqui.contracts.customers.parts import Part
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import write_version
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.equipment.repositories.part_orders import (
	ListedPartOrder,
	PartOrderListRepository,
	PartOrderRepository,
)

WHAT = "part_orders"
OTHER_NAMES = {"machine", "what", "customer_name", "province"}
OWN_FIELDS = {"lines", "steps", "version"}


class PartOrderReader:
	def __init__(
		self, orders: PartOrderRepository, lists: PartOrderListRepository, auditor: Auditor
	) -> None:
		self._orders = orders
		self._lists = lists
		self._auditor = auditor

	def find_owner(self, order_id: int) -> int:
		"""Return for whom an order is.

		:raises NotFound: there is no such order
		"""
		return self._orders.get(order_id).customer_id

	def show(self, order_id: int, actor: Actor | None = None) -> PartOrder:
		"""Return an order, and write down who saw it, if somebody did.

		:raises NotFound: there is no such order
		"""
		row = self._orders.get(order_id)
		if actor is not None:
			details = {"what": WHAT, "order_id": order_id}
			self._auditor.note(actor, AuditAction.SEEN, row.customer_id, **details)
		names = PartOrder.model_fields.keys() - PartOrderSummary.model_fields.keys() - OWN_FIELDS
		order = PartOrder(
			**dict(view_summary(self._lists.get(order_id))),
			**{name: getattr(row, name) for name in names},
			lines=[Part.model_validate(one) for one in self._orders.list_lines(order_id)],
			steps=[PartOrderStep.model_validate(one) for one in self._orders.list_steps(order_id)],
		)
		order.version = write_version(order, PartOrderPatch)
		return order

	def list_page(self, query: PartOrderQuery, actor: Actor) -> Page[PartOrderSummary]:
		"""Return a page, and write down who searched by what."""
		rows, cursor = self._lists.list_page(query)
		fields = sorted(query.model_fields_set - {"cursor", "limit", "sort"})
		self._auditor.note(actor, AuditAction.SEARCHED, what=WHAT, fields=fields, rows=len(rows))
		items = [view_summary(one) for one in rows]
		return Page[PartOrderSummary](items=items, next_cursor=cursor)

	def find_facets(self, filters: PartOrderFilters) -> PartOrderFacets:
		"""Return how many match, and how many have each value."""
		names = PartOrderFacets.model_fields.keys() - {"total"}
		counted = {name: self._lists.count_by(filters, name) for name in names}
		return PartOrderFacets(total=self._lists.count(filters), **counted)


def view_summary(found: ListedPartOrder) -> PartOrderSummary:
	"""Return an order as lists show it."""
	names = PartOrderSummary.model_fields.keys() - OTHER_NAMES
	return PartOrderSummary(
		**{name: getattr(found.row, name) for name in names},
		machine=found.machine.strip(),
		what=found.what,
		customer_name=found.customer_name,
		province=found.province,
	)
