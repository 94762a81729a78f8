"""Keeps service orders until they are closed: asked for, changed, their parts (R33)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from chasqui.contracts.customers.equipment import WORKING
from chasqui.contracts.customers.equipment_lists import ServicesRequest
from chasqui.contracts.customers.parts import PartFields
from chasqui.contracts.customers.service_orders import (
	MOST_AT_ONCE,
	OrderRefusal,
	OrdersMade,
	ServiceKind,
	ServiceOrder,
	ServiceOrderFields,
	ServiceOrderPatch,
	ServiceState,
)
from chasqui.kernel.data.versions import check_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid, NotFound
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.catalogue.domain.stock_causes import name_service
from customers.equipment.domain.service_states import is_open
from customers.equipment.models.equipment import EquipmentRow
from customers.equipment.models.service_order import ServiceOrderRow, ServicePartRow
from customers.equipment.repositories.equipment_lists import EquipmentListRepository
from customers.equipment.repositories.machines import MachineRepository
from customers.equipment.repositories.service_orders import ServiceOrderRepository
from customers.equipment.use_cases.order_reader import OrderReader
from customers.equipment.use_cases.order_recorder import OrderRecorder
from customers.equipment.use_cases.part_builder import PartBuilder
from customers.equipment.use_cases.part_stock import PartStockService
from customers.equipment.use_cases.sale_link_policy import SaleLinkPolicy
from customers.people.use_cases.refusals import refuse_change
from customers.sales.use_cases.buyer_policy import BuyerPolicy

NOTHING = Decimal("0.00")


class OrderService:
	def __init__(
		self,
		orders: ServiceOrderRepository,
		machines: MachineRepository,
		lists: EquipmentListRepository,
		owners: BuyerPolicy,
		links: SaleLinkPolicy,
		builder: PartBuilder,
		part_stock: PartStockService,
		reader: OrderReader,
		recorder: OrderRecorder,
		*,
		today: date,
	) -> None:
		self._orders = orders
		self._machines = machines
		self._lists = lists
		self._owners = owners
		self._links = links
		self._builder = builder
		self._part_stock = part_stock
		self._reader = reader
		self._recorder = recorder
		self._today = today

	def add(self, fields: ServiceOrderFields, actor: Actor) -> ServiceOrder:
		"""Ask for what a machine needs.

		:raises Conflict: its customer was merged into another one, or is being erased
		:raises Invalid: there is no such machine, it is gone, or its customer is archived
		"""
		try:
			machine = self._machines.get(fields.equipment_id, lock=True)
		except NotFound as error:
			raise refuse("equipment_id", error) from error
		return self._reader.show(self._add(machine, fields.kind, fields.asked, actor).id)

	def request_all(self, asked: ServicesRequest, actor: Actor) -> OrdersMade:
		"""Ask for the service of all machines that match; those of which one is open stay.

		:raises Conflict: `list_changed`, they are not as many as were seen
		"""
		ids = self._lists.list_ids(asked.filters, MOST_AT_ONCE)
		refuse_change(len(ids), asked.expected)
		found = OrdersMade(changed=0)
		for equipment_id in ids:
			machine = self._machines.get(equipment_id, lock=True)
			try:
				self._refuse_twin(machine, asked.kind)
				self._add(machine, asked.kind, asked.asked, actor)
			except (Conflict, Invalid, NotFound) as error:  # before anything was written
				name = f"{machine.brand} {machine.model}"
				found.refused.append(OrderRefusal(id=equipment_id, name=name, reason=error.detail))
			else:
				found.changed += 1
		return found

	def change(self, order_id: int, patch: ServiceOrderPatch, actor: Actor) -> ServiceOrder:
		"""Change an order that is not closed; of one that was begun the stock follows its parts.

		:raises NotFound: there is no such order
		:raises Conflict: `stale`, it is closed, or `not_enough`: of a part there is less
		:raises Invalid: a part is wrong, or the sale is not the customer's
		"""
		row = self._orders.get(order_id, lock=True)
		check_version(self._reader.show(order_id), patch)
		if not is_open(row.state):
			raise Conflict(say("La orden ya está cerrada."), code="closed")
		for name in ("kind", "asked"):
			if (value := getattr(patch, name)) is not None:
				setattr(row, name, value)
		if "sale_id" in patch.model_fields_set:
			row.sale_id = self._links.check(patch.sale_id, row.customer_id)
		if patch.parts is not None:
			self._replace_parts(row, patch.parts)
		if row.state == ServiceState.IN_PROGRESS:
			self.settle(row, actor)
		self._orders.save(row)
		self._recorder.note(row, actor, "changed")
		return self._reader.show(order_id)

	def settle(self, row: ServiceOrderRow, actor: Actor) -> None:
		"""Have an order hold its parts; one that a sale charges for holds none, the sale does.

		:raises Conflict: `not_enough`
		"""
		parts = [] if row.sale_id is not None else self._orders.list_parts(row.id)
		self._part_stock.hold(name_service(row.id), parts, actor)

	def release(self, row: ServiceOrderRow, actor: Actor) -> None:
		"""Put what an order holds back on the shelf."""
		self._part_stock.hold(name_service(row.id), [], actor)

	def _add(
		self, machine: EquipmentRow, kind: ServiceKind, asked: str, actor: Actor
	) -> ServiceOrderRow:
		owner = self._owners.find(machine.customer_id)
		if machine.state not in WORKING:
			message = say("Ese equipo está fuera de uso o ya no es del cliente.")
			fields = [FieldError("equipment_id", message, "not_working")]
			raise Invalid(message, code="not_working", fields=fields)
		row = ServiceOrderRow(
			customer_id=owner.id,
			equipment_id=machine.id,
			kind=kind,
			state=ServiceState.REQUESTED,
			asked=asked,
			asked_by=actor.name,
			asked_on=self._today,
		)
		self._orders.save(row)
		self._recorder.reach(row, ServiceState.REQUESTED, actor)
		return row

	def _refuse_twin(self, machine: EquipmentRow, kind: ServiceKind) -> None:
		if self._orders.has_open(machine.id, kind):
			raise Conflict(say("Ya tiene una orden abierta de esa clase."), code="already_open")

	def _replace_parts(self, row: ServiceOrderRow, asked: Sequence[PartFields]) -> None:
		parts = [ServicePartRow(**one) for one in self._builder.build(asked)]
		self._orders.replace_parts(row.id, parts)
		row.parts_cost = sum((part.amount for part in parts), NOTHING)
		row.cost = row.parts_cost + row.labour_cost


def refuse(field: str, error: NotFound) -> Invalid:
	"""Return that something which was named is not there, said at its field."""
	fields = [FieldError(field, error.detail, error.code)]
	return Invalid(error.detail, code=error.code, fields=fields)
