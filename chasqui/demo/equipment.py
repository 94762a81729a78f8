"""The machines of the story: written down and read, serviced and repaired; parts handed over."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from chasqui.contracts.customers.catalogue import ItemQuery, LedgerQuery
from chasqui.contracts.customers.equipment import Equipment, EquipmentFields, ReadingFields
from chasqui.contracts.customers.equipment_lists import EquipmentFilters, EquipmentQuery
from chasqui.contracts.customers.lists import CustomerQuery
from chasqui.contracts.customers.meters import MeterKind
from chasqui.contracts.customers.part_orders import (
	DeliveryRequest,
	PartOrder,
	PartOrderFields,
	PartOrderQuery,
	PartOrderState,
	SupplierRequest,
)
from chasqui.contracts.customers.parts import PartFields
from chasqui.contracts.customers.service_orders import (
	CancelRequest,
	FinishRequest,
	PlanRequest,
	ServiceKind,
	ServiceOrder,
	ServiceOrderFields,
	ServiceOrderPatch,
	ServiceOrderQuery,
	ServiceState,
	StartRequest,
)
from chasqui.contracts.customers.service_plans import ServicePlanFields
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.endpoints.customers import equipment as equipment_api
from chasqui.contracts.endpoints.customers import lists as lists_api
from chasqui.contracts.endpoints.customers import part_orders as parts_api
from chasqui.contracts.endpoints.customers import service_orders as api
from chasqui.demo.checks import Check
from chasqui.demo.finance import count_cents
from chasqui.demo.suite_client import Person
from chasqui.sample.equipment import MACHINES, OIL, PLANS, REPEATER, SampleMachine

OWNERS = 30
SOON = timedelta(days=30)


@dataclass(frozen=True)
class EquipmentSummary:
	"""What each endpoint says of the same machines and of what was done with them."""

	today: date
	machines: list[Equipment]
	due: int
	orders: list[ServiceOrder]
	parts: list[PartOrder]
	ledger: tuple[int, int]
	"""Units that services took, and that were handed over as parts, less what came back."""


def service_equipment(manager: Person, today: date) -> EquipmentSummary:
	"""Write machines down, service some, hand parts over, and return what is seen of it."""
	call = manager.customers.call
	for brand, model, meter, every, months in PLANS:
		plan = ServicePlanFields(brand=brand, model=model, meter=meter, every=every, months=months)
		call(api.set_plan, body=plan)
	types = {one.name: one.id for one in call(catalogue_api.list_types).items}
	owners = call(lists_api.list_customers, query=CustomerQuery(limit=OWNERS)).items
	made = [
		add_machine(manager, one.id, types["Equipo"], place, today)
		for place, one in enumerate(owners)
	]
	serve(manager, made)
	hand_over(manager, made)
	return read_equipment(manager, today)


def add_machine(
	manager: Person, customer_id: int, type_id: int, place: int, today: date
) -> Equipment:
	"""Write one of the sample's machines down, with the readings of some months."""
	sample: SampleMachine = MACHINES[place % len(MACHINES)]
	fields = EquipmentFields(
		customer_id=customer_id,
		type_id=type_id,
		brand=sample.brand,
		model=sample.model,
		serial=f"EJ-{place:04d}-{uuid.uuid4().hex[:6].upper()}",  # run again, another one
		year=today.year - place % 12,
		meter=sample.meter,
		canton=sample.canton,
		note="Equipo de ejemplo, sintético",
	)
	client = manager.customers.once(str(uuid.uuid4()))
	machine = client.call(equipment_api.add_equipment, body=fields)
	if sample.meter is MeterKind.NONE:
		return machine
	for months in (4, 3, 2, 1):
		value = sample.used + sample.pace * 30 * (4 - months) + place
		reading = ReadingFields(value=value, read_on=today - timedelta(days=30 * months))
		client = manager.customers.once(str(uuid.uuid4()))
		machine = client.call(equipment_api.add_reading, equipment_id=machine.id, body=reading)
	return machine


def serve(manager: Person, machines: list[Equipment]) -> None:
	"""Service one, repair another, plan a third, cancel a fourth; a fifth waits."""
	repeater = find_item(manager, REPEATER)
	parts = [PartFields(item_id=repeater, quantity=Decimal(1)), OIL]
	first, second, third, fourth, fifth = machines[:5]
	close(manager, ask(manager, first, ServiceKind.PREVENTIVE), [OIL])
	close(manager, ask(manager, second, ServiceKind.REPAIR), parts)
	plan(manager, ask(manager, third, ServiceKind.INSPECTION))
	begun = begin(manager, ask(manager, fourth, ServiceKind.REPAIR), parts)
	request = CancelRequest(version=begun.version, reason="El cliente lo llevó a otro taller")
	manager.customers.call(api.cancel_order, order_id=begun.id, body=request)
	ask(manager, fifth, ServiceKind.PREVENTIVE)


def ask(manager: Person, machine: Equipment, kind: ServiceKind) -> ServiceOrder:
	text = f"Servicio de ejemplo para {machine.brand} {machine.model}"
	fields = ServiceOrderFields(equipment_id=machine.id, kind=kind, asked=text)
	return manager.customers.once(str(uuid.uuid4())).call(api.add_order, body=fields)


def plan(manager: Person, order: ServiceOrder) -> ServiceOrder:
	day = order.asked_on + timedelta(days=3)
	request = PlanRequest(version=order.version, planned_on=day, technician="Técnica de ejemplo")
	return manager.customers.call(api.plan_order, order_id=order.id, body=request)


def begin(manager: Person, order: ServiceOrder, parts: list[PartFields]) -> ServiceOrder:
	"""Put parts on an order, and begin the work."""
	order = plan(manager, order)
	patch = ServiceOrderPatch(version=order.version, parts=parts)
	order = manager.customers.call(api.change_order, order_id=order.id, body=patch)
	request = StartRequest(version=order.version)
	return manager.customers.call(api.start_order, order_id=order.id, body=request)


def close(manager: Person, order: ServiceOrder, parts: list[PartFields]) -> ServiceOrder:
	"""Begin the work, and end it."""
	order = begin(manager, order, parts)
	request = FinishRequest(
		version=order.version,
		work="Se revisó y se cambió lo gastado",
		labour_hours=Decimal("1.5"),
		labour_price=Decimal("22.35"),
	)
	return manager.customers.call(api.finish_order, order_id=order.id, body=request)


def hand_over(manager: Person, machines: list[Equipment]) -> None:
	"""Deliver one part off the shelf; another is ordered from a supplier."""
	repeater = PartFields(item_id=find_item(manager, REPEATER), quantity=Decimal(2))
	orders = [
		manager.customers.once(str(uuid.uuid4())).call(
			parts_api.add_part_order,
			body=PartOrderFields(customer_id=one.customer_id, equipment_id=one.id, lines=lines),
		)
		for one, lines in zip(machines, ([repeater], [OIL, repeater]), strict=False)
	]
	delivered, ordered = orders
	delivery = DeliveryRequest(version=delivered.version)
	manager.customers.call(parts_api.deliver_parts, order_id=delivered.id, body=delivery)
	supplier = SupplierRequest(version=ordered.version, supplier="Importadora de ejemplo")
	manager.customers.call(parts_api.order_parts, order_id=ordered.id, body=supplier)


def find_item(manager: Person, reference: str) -> int:
	"""Return an item of the sample by its reference."""
	query = ItemQuery(q=reference)
	return manager.customers.call(catalogue_api.list_items, query=query).items[0].id


def read_equipment(manager: Person, today: date) -> EquipmentSummary:
	"""Return all machines and orders, and what the ledger says of what they took."""
	call = manager.customers.call
	listed = call(equipment_api.list_equipment, query=EquipmentQuery(limit=200)).items
	orders = call(api.list_orders, query=ServiceOrderQuery(limit=200)).items
	parts = call(parts_api.list_part_orders, query=PartOrderQuery(limit=200)).items
	due = EquipmentFilters(due_to=today + SOON)
	return EquipmentSummary(
		today=today,
		machines=[call(equipment_api.show_equipment, equipment_id=one.id) for one in listed],
		due=call(equipment_api.find_equipment_facets, query=due).total,
		orders=[call(api.show_order, order_id=one.id) for one in orders],
		parts=[call(parts_api.show_part_order, order_id=one.id) for one in parts],
		ledger=sum_moves(manager, find_item(manager, REPEATER)),
	)


def sum_moves(manager: Person, item_id: int) -> tuple[int, int]:
	"""Return how many units of a product services and orders of parts took."""
	query = LedgerQuery(limit=200)
	moves = manager.customers.call(catalogue_api.list_moves, item_id=item_id, query=query).items
	serviced = -sum(one.quantity for one in moves if one.service_order_id is not None)
	return serviced, -sum(one.quantity for one in moves if one.part_order_id is not None)


def describe_equipment(found: EquipmentSummary) -> str:
	"""Return how many machines there are, and how many come due."""
	return f"{len(found.machines)}, {found.due}"


def check_equipment(found: EquipmentSummary) -> list[Check]:
	"""Return what machines, orders and ledger must agree in."""
	done = [one for one in found.orders if one.state is ServiceState.DONE]
	delivered = [one for one in found.parts if one.state is PartOrderState.DELIVERED]
	return [
		Check(
			"órdenes de servicio, en centavos: repuestos + trabajo = costo",
			sum(count_cents(one.labour_cost) for one in found.orders)
			+ sum(count_cents(part.amount) for one in found.orders for part in one.parts),
			sum(count_cents(one.cost) for one in found.orders),
		),
		Check("repuestos usados en órdenes = libro", count_units(done), found.ledger[0]),
		Check("repuestos entregados = libro", count_units(delivered), found.ledger[1]),
		Check(
			"equipos por vencer: de la lista = de sus fichas",
			found.due,
			sum(
				one.due_on is not None and one.due_on <= found.today + SOON
				for one in found.machines
			),
		),
		Check(
			"equipos con orden abierta = órdenes abiertas",
			sum(one.open_orders for one in found.machines),
			sum(
				one.state not in (ServiceState.DONE, ServiceState.CANCELLED) for one in found.orders
			),
		),
	]


def count_units(orders: list[ServiceOrder] | list[PartOrder]) -> int:
	"""Return how many units of products some documents hold."""
	units = 0
	for one in orders:
		lines = one.parts if isinstance(one, ServiceOrder) else one.lines
		units += sum(int(line.quantity) for line in lines if line.item_id is not None)
	return units
