"""Keeps orders of spare parts, and moves them on to the customer's hands (R34)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.part_orders import (
	DeliveryRequest,
	PartCancelRequest,
	PartOrder,
	PartOrderFields,
	PartOrderPatch,
	PartOrderState,
	ReceiptRequest,
	SupplierRequest,
)
from chasqui.contracts.customers.parts import PartFields
from chasqui.kernel.data.versions import check_unchanged, check_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import Text, say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.catalogue.domain.stock_causes import name_part_order
from customers.equipment.domain.part_states import WITH_OPEN_LINES, is_closed, may_move
from customers.equipment.models.part_order import (
	PartOrderLineRow,
	PartOrderRow,
	PartOrderStepRow,
)
from customers.equipment.repositories.machines import MachineRepository
from customers.equipment.repositories.part_orders import PartOrderRepository
from customers.equipment.use_cases.part_builder import PartBuilder
from customers.equipment.use_cases.part_order_reader import WHAT, PartOrderReader
from customers.equipment.use_cases.part_stock import PartStockService
from customers.equipment.use_cases.sale_link_policy import SaleLinkPolicy
from customers.sales.use_cases.buyer_policy import BuyerPolicy

NOTHING = Decimal("0.00")


class PartOrderService:
	def __init__(
		self,
		orders: PartOrderRepository,
		machines: MachineRepository,
		owners: BuyerPolicy,
		links: SaleLinkPolicy,
		builder: PartBuilder,
		part_stock: PartStockService,
		reader: PartOrderReader,
		auditor: Auditor,
		*,
		today: date,
	) -> None:
		self._orders = orders
		self._machines = machines
		self._owners = owners
		self._links = links
		self._builder = builder
		self._part_stock = part_stock
		self._reader = reader
		self._auditor = auditor
		self._today = today

	def add(self, fields: PartOrderFields, actor: Actor) -> PartOrder:
		"""Write down what a customer wants.

		:raises Conflict: the customer was merged into another one, or is being erased
		:raises Invalid: the customer does not exist or is archived, the machine is another's, or a
			line is wrong
		"""
		owner = self._owners.find(fields.customer_id)
		self._check_machine(owner.id, fields.equipment_id)
		row = PartOrderRow(
			customer_id=owner.id,
			equipment_id=fields.equipment_id,
			state=PartOrderState.REQUESTED,
			asked_by=actor.name,
			asked_on=self._today,
			note=fields.note,
			total=NOTHING,
		)
		lines = self._builder.build(fields.lines)
		self._orders.save(row)
		self._replace(row, [PartOrderLineRow(**one) for one in lines])
		return self._reach(row, PartOrderState.REQUESTED, actor)

	def change(self, order_id: int, patch: PartOrderPatch, actor: Actor) -> PartOrder:
		"""
		:raises NotFound: there is no such order
		:raises Conflict: `stale`, it is closed, or its parts have come already
		:raises Invalid: a line is wrong, or machine or sale are not the customer's
		"""
		row = self._orders.get(order_id, lock=True)
		check_version(self._reader.show(order_id), patch)
		if is_closed(row.state):
			raise Conflict(say("El pedido ya está cerrado."), code="closed")
		if "equipment_id" in patch.model_fields_set:
			self._check_machine(row.customer_id, patch.equipment_id)
			row.equipment_id = patch.equipment_id
		if "sale_id" in patch.model_fields_set:
			row.sale_id = self._links.check(patch.sale_id, row.customer_id)
		if patch.note is not None:
			row.note = patch.note
		if patch.lines is not None:
			self._change_lines(row, patch.lines)
		self._orders.save(row)
		self._note(row, actor, "changed")
		return self._reader.show(order_id)

	def order(self, order_id: int, asked: SupplierRequest, actor: Actor) -> PartOrder:
		"""Note that it was ordered from a supplier.

		:raises Conflict: `stale`, or it was ordered or closed
		:raises Invalid: it is to come on a day that is past
		"""
		row = self._get(order_id, asked.version, PartOrderState.ORDERED)
		if asked.expected_on is not None and asked.expected_on < self._today:
			raise refuse("expected_on", say("Ese día ya pasó."), "in_the_past")
		row.supplier, row.expected_on = asked.supplier, asked.expected_on
		return self._reach(row, PartOrderState.ORDERED, actor)

	def receive(self, order_id: int, asked: ReceiptRequest, actor: Actor) -> PartOrder:
		"""Note that it has come; its products enter the ledger of stock, if nobody entered them.

		:raises Conflict: `stale`, or it was not ordered
		"""
		row = self._get(order_id, asked.version, PartOrderState.RECEIVED)
		if asked.stocks:
			lines = self._orders.list_lines(order_id)
			self._part_stock.receive(name_part_order(order_id), lines, actor)
		return self._reach(row, PartOrderState.RECEIVED, actor)

	def deliver(self, order_id: int, asked: DeliveryRequest, actor: Actor) -> PartOrder:
		"""Hand it over: what no sale charges for leaves the shelf.

		:raises Conflict: `stale`, it was closed or has not come, or `not_enough`
		"""
		row = self._get(order_id, asked.version, PartOrderState.DELIVERED)
		if row.sale_id is None:
			lines = self._orders.list_lines(order_id)
			self._part_stock.hand_over(name_part_order(order_id), lines, actor)
		row.delivered_on = self._today
		return self._reach(row, PartOrderState.DELIVERED, actor)

	def cancel(self, order_id: int, asked: PartCancelRequest, actor: Actor) -> PartOrder:
		"""Close an order that is not delivered; what has come stays on the shelf.

		:raises Conflict: `stale`, or it is closed
		"""
		row = self._get(order_id, asked.version, PartOrderState.CANCELLED)
		row.cancel_reason = asked.reason
		return self._reach(row, PartOrderState.CANCELLED, actor)

	def _get(self, order_id: int, version: str, state: PartOrderState) -> PartOrderRow:
		row = self._orders.get(order_id, lock=True)
		if not may_move(PartOrderState(row.state), state):
			message = say("El pedido ya no está en ese estado. Recargue la página.")
			raise Conflict(message, code="bad_move")
		check_unchanged(self._reader.show(order_id), version)
		return row

	def _reach(self, row: PartOrderRow, state: PartOrderState, actor: Actor) -> PartOrder:
		row.state = state
		self._orders.save(row)
		self._orders.add_step(PartOrderStepRow(order_id=row.id, state=state, by=actor.name))
		self._note(row, actor, state.value)
		return self._reader.show(row.id)

	def _note(self, row: PartOrderRow, actor: Actor, step: str) -> None:
		details = {"what": WHAT, "order_id": row.id, "step": step}
		self._auditor.note(actor, AuditAction.CHANGED, row.customer_id, **details)

	def _change_lines(self, row: PartOrderRow, asked: Sequence[PartFields]) -> None:
		if row.state not in WITH_OPEN_LINES:
			raise Conflict(say("Los repuestos ya llegaron: no cambian."), code="received")
		self._replace(row, [PartOrderLineRow(**one) for one in self._builder.build(asked)])

	def _replace(self, row: PartOrderRow, lines: Sequence[PartOrderLineRow]) -> None:
		self._orders.replace_lines(row.id, lines)
		row.total = sum((one.amount for one in lines), NOTHING)

	def _check_machine(self, customer_id: int, equipment_id: int | None) -> None:
		if equipment_id is None:
			return
		found = self._machines.find(equipment_id)
		if found is None or found.customer_id != customer_id:
			raise refuse("equipment_id", say("No es un equipo de ese cliente."), "not_theirs")


def refuse(field: str, message: Text, code: str) -> Invalid:
	"""Return what is wrong with a field."""
	return Invalid(message, code=code, fields=[FieldError(field, message, code)])
