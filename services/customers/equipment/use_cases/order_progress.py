"""Moves service orders on: planned, begun, done, cancelled (R33)."""

from datetime import date

from chasqui.contracts.customers.equipment import ReadingFields
from chasqui.contracts.customers.service_orders import (
	MOST_AT_ONCE,
	CancelRequest,
	FinishRequest,
	OrderRefusal,
	OrdersMade,
	OrdersPlan,
	PlanRequest,
	ServiceKind,
	ServiceOrder,
	ServiceState,
	StartRequest,
)
from chasqui.kernel.data.versions import check_unchanged
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import Text, say
from customers.audit.domain import Actor
from customers.equipment.domain.service_states import may_move
from customers.equipment.models.service_order import ServiceOrderRow
from customers.equipment.repositories.machines import MachineRepository
from customers.equipment.repositories.service_order_lists import ServiceOrderListRepository
from customers.equipment.repositories.service_orders import ServiceOrderRepository
from customers.equipment.use_cases.machine_service import MachineService
from customers.equipment.use_cases.order_reader import OrderReader
from customers.equipment.use_cases.order_recorder import OrderRecorder
from customers.equipment.use_cases.order_service import OrderService
from customers.equipment.use_cases.plan_service import PlanService
from customers.people.use_cases.refusals import refuse_change
from customers.sales.domain.amounts import round_cents

READING_FIELDS = {"value": "meter", "read_on": "done_on"}


class OrderProgressService:
	def __init__(
		self,
		orders: ServiceOrderRepository,
		lists: ServiceOrderListRepository,
		machines: MachineRepository,
		service: OrderService,
		meters: MachineService,
		plans: PlanService,
		reader: OrderReader,
		recorder: OrderRecorder,
		*,
		today: date,
	) -> None:
		self._orders = orders
		self._lists = lists
		self._machines = machines
		self._service = service
		self._meters = meters
		self._plans = plans
		self._reader = reader
		self._recorder = recorder
		self._today = today

	def plan(self, order_id: int, asked: PlanRequest, actor: Actor) -> ServiceOrder:
		"""Say who does it, and when; a plan may be made anew.

		:raises NotFound: there is no such order
		:raises Conflict: `stale`, or it was begun or closed
		:raises Invalid: the day is past
		"""
		row = self._get(order_id, asked.version, ServiceState.PLANNED)
		self._plan(row, asked.planned_on, asked.technician, actor)
		return self._reader.show(order_id)

	def plan_all(self, asked: OrdersPlan, actor: Actor) -> OrdersMade:
		"""Plan all that match; what cannot be planned stays, and is named.

		:raises Conflict: `list_changed`, they are not as many as were seen
		:raises Invalid: the day is past
		"""
		self._refuse_past(asked.planned_on)
		ids = self._lists.list_ids(asked.filters, MOST_AT_ONCE)
		refuse_change(len(ids), asked.expected)
		found = OrdersMade(changed=0)
		for order_id in ids:
			row = self._orders.get(order_id, lock=True)
			try:
				refuse_move(row, ServiceState.PLANNED)
			except Conflict as error:
				name = str(order_id)
				found.refused.append(OrderRefusal(id=order_id, name=name, reason=error.detail))
			else:
				self._plan(row, asked.planned_on, asked.technician, actor)
				found.changed += 1
		return found

	def start(self, order_id: int, asked: StartRequest, actor: Actor) -> ServiceOrder:
		"""Begin the work: the parts leave the shelf.

		:raises NotFound: there is no such order
		:raises Conflict: `stale`, it was begun or closed, or `not_enough`
		"""
		row = self._get(order_id, asked.version, ServiceState.IN_PROGRESS)
		self._service.settle(row, actor)
		self._recorder.reach(row, ServiceState.IN_PROGRESS, actor)
		return self._reader.show(order_id)

	def finish(self, order_id: int, asked: FinishRequest, actor: Actor) -> ServiceOrder:
		"""Close an order that was done; the machine's meter and its next service follow.

		:raises NotFound: there is no such order
		:raises Conflict: `stale`, or it was not begun, or is closed
		:raises Invalid: the day has not come or is before it was asked for, or the meter goes
			backwards
		"""
		row = self._get(order_id, asked.version, ServiceState.DONE)
		day = asked.done_on or self._today
		self._check_done(row, day)
		machine = self._machines.get(row.equipment_id, lock=True)
		if asked.meter is not None:
			fields = ReadingFields(value=asked.meter, read_on=day)
			self._meters.note_reading(machine, fields, actor, READING_FIELDS)
		if row.kind == ServiceKind.PREVENTIVE:
			self._plans.serve(machine, day)
		row.done_on, row.work, row.meter_total = day, asked.work, machine.meter_total
		row.labour_hours, row.labour_price = asked.labour_hours, asked.labour_price
		row.labour_cost = round_cents(asked.labour_hours * asked.labour_price)
		row.cost = row.parts_cost + row.labour_cost
		self._recorder.reach(row, ServiceState.DONE, actor)
		return self._reader.show(order_id)

	def cancel(self, order_id: int, asked: CancelRequest, actor: Actor) -> ServiceOrder:
		"""Close an order that is not done: what it holds goes back on the shelf.

		:raises NotFound: there is no such order
		:raises Conflict: `stale`, or it is closed
		"""
		row = self._get(order_id, asked.version, ServiceState.CANCELLED)
		self._service.release(row, actor)
		row.cancel_reason = asked.reason
		self._recorder.reach(row, ServiceState.CANCELLED, actor)
		return self._reader.show(order_id)

	def _get(self, order_id: int, version: str, state: ServiceState) -> ServiceOrderRow:
		row = self._orders.get(order_id, lock=True)
		refuse_move(row, state)
		check_unchanged(self._reader.show(order_id), version)
		return row

	def _plan(self, row: ServiceOrderRow, day: date, technician: str, actor: Actor) -> None:
		self._refuse_past(day)
		row.planned_on, row.technician = day, technician
		self._recorder.reach(row, ServiceState.PLANNED, actor)

	def _refuse_past(self, day: date) -> None:
		if day < self._today:
			raise refuse_day("planned_on", say("Ese día ya pasó."), "in_the_past")

	def _check_done(self, row: ServiceOrderRow, day: date) -> None:
		if day > self._today:
			raise refuse_day("done_on", say("Ese día no ha llegado."), "in_the_future")
		if day < row.asked_on:
			message = say("Se pidió el {day}: no se hizo antes.", day=f"{row.asked_on:%d/%m/%Y}")
			raise refuse_day("done_on", message, "before_asked")


def refuse_move(row: ServiceOrderRow, state: ServiceState) -> None:
	""":raises Conflict: an order does not go from its state to that"""
	if not may_move(ServiceState(row.state), state):
		message = say("La orden ya no está en ese estado. Recargue la página.")
		raise Conflict(message, code="bad_move")


def refuse_day(field: str, message: Text, code: str) -> Invalid:
	return Invalid(message, code=code, fields=[FieldError(field, message, code)])
