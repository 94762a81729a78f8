"""Plays equipment: machines of fake customers, and what their meters said."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from flask import Blueprint, request

from chasqui.contracts.customers.equipment import (
	Equipment,
	EquipmentFields,
	EquipmentPatch,
	EquipmentState,
	EquipmentSummary,
	Reading,
	ReadingFields,
	SoldMachine,
)
from chasqui.contracts.customers.equipment_lists import (
	EquipmentFacets,
	EquipmentFacetValue,
	EquipmentFilters,
)
from chasqui.contracts.customers.meters import MeterKind
from chasqui.contracts.customers.service_plans import MachinePlan, MachinePlanRequest
from chasqui.contracts.wire import Page
from chasqui.kernel.data.versions import check_version, write_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid, Unavailable
from chasqui.kernel.texts.text import say
from tests.support.fakes.catalogue import TODAY
from tests.support.fakes.world import NOW, World

PATH = "/v1/equipment"
ONE = f"{PATH}/<int:number>"


class Workshop:
	"""What the fake remembers: a tractor that was read twice, a car, a router without a meter."""

	def __init__(self, world: World) -> None:
		self.world = world
		self.machines: dict[int, Equipment] = {}
		self.made: dict[str, Any] = {}
		self.is_silent = False
		sold = {"ref": "3-1", "name": "Router Ñandú", "brand": "Ñandú", "type_id": 2, "left": 2}
		self.sold = [SoldMachine.model_validate({**sold, "sold_on": TODAY})]
		tractor = self.add(
			1, brand="John Deere", model="5075E", serial="1LV-5075", year=2019, meter="hours",
			canton="1701", place="Bodega sur",
		)  # fmt: skip
		self.read(tractor, Decimal("1200.5"), date(2026, 10, 1))
		self.read(tractor, Decimal(1310), date(2026, 11, 10))
		self.add(2, brand="Kubota", model="M7", meter="km", state="in_repair", is_ours=True)
		self.add(1, brand="Ñandú", model="AX", sold_as="2-1", is_ours=True, note="Con su caja")

	def add(self, customer_id: int, **fields: Any) -> Equipment:
		customer = self.world.customers[customer_id]
		known = {
			"id": len(self.machines) + 1, "customer_id": customer_id, "type_id": 2,
			"customer_name": customer.name, "type_name": "Equipo", "created_by": "Gestión",
			"created_at": NOW, "meter": MeterKind.NONE, "state": EquipmentState.IN_USE,
		}  # fmt: skip
		plan = MachinePlan()
		return self.keep(Equipment.model_validate({**known, "plan": plan, **fields}))

	def keep(self, machine: Equipment) -> Equipment:
		machine.province = "EC-P" if machine.canton else None
		counted = next((one for one in machine.readings if not one.is_void), None)
		machine.meter_total = counted.total if counted else None
		machine.meter_on = counted.read_on if counted else None
		machine.plan.version = write_version(machine.plan, MachinePlanRequest)
		machine.version = write_version(machine, EquipmentPatch)
		self.machines[machine.id] = machine
		return machine

	def read(self, machine: Equipment, value: Decimal, day: date, **more: Any) -> Equipment:
		number = 10 * machine.id + len(machine.readings)
		known = {"id": number, "read_on": day, "value": value, "total": value}
		said = {**known, "read_by": "Gestión", "read_at": NOW, **more}
		machine.readings.insert(0, Reading.model_validate(said))
		return self.keep(machine)

	def find(self) -> list[Equipment]:
		"""Return the machines that the request's filters leave, the newest first."""
		asked = read_filters()
		return [one for one in reversed(self.machines.values()) if matches(one, asked)]


def build_blueprint(world: World) -> Blueprint:
	blueprint, workshop = Blueprint("equipment", __name__), Workshop(world)
	world.workshop = workshop
	play_reading(blueprint, workshop)
	play_writing(blueprint, workshop)
	return blueprint


def play_reading(blueprint: Blueprint, workshop: Workshop) -> None:
	@blueprint.before_request
	def fall_silent() -> None:
		if workshop.is_silent:
			raise Unavailable(say("Los equipos no responden."))

	@blueprint.get(PATH)
	def list_machines() -> Page[EquipmentSummary]:
		found = workshop.find()[: request.args.get("limit", 50, type=int)]
		names = EquipmentSummary.model_fields
		items = [EquipmentSummary(**{name: getattr(one, name) for name in names}) for one in found]
		return Page[EquipmentSummary](items=items)

	@blueprint.get(f"{PATH}/facets")
	def find_facets() -> EquipmentFacets:
		found = workshop.find()
		counted = {
			name: count([(str(getattr(one, name)), getattr(one, text)) for one in found])
			for name, text in (
				("type_id", "type_name"), ("brand", "brand"), ("state", "state"),
			)
		}  # fmt: skip
		provinces = count([(one.province, one.province) for one in found if one.province])
		return EquipmentFacets(total=len(found), **counted, province=provinces)

	@blueprint.get(ONE)
	def show(number: int) -> Equipment:
		return workshop.machines[number]

	@blueprint.get("/v1/customers/<int:number>/sold-machines")
	def list_sold(number: int) -> Page[SoldMachine]:
		return Page[SoldMachine](items=workshop.sold if number == 1 else [])


def play_writing(blueprint: Blueprint, workshop: Workshop) -> None:  # noqa: C901 - views
	@blueprint.post(PATH)
	def add() -> tuple[Equipment, int]:
		fields = EquipmentFields.model_validate_json(request.get_data())
		key = request.headers["Idempotency-Key"]
		if key not in workshop.made:
			refuse_twin(workshop, fields.serial)
			given = fields.model_dump(exclude={"customer_id"})
			workshop.made[key] = workshop.add(fields.customer_id, **given)
		return workshop.made[key], 201

	@blueprint.patch(ONE)
	def change(number: int) -> Equipment:
		machine = workshop.machines[number]
		patch = EquipmentPatch.model_validate_json(request.get_data())
		check_version(machine, patch)
		refuse_twin(workshop, patch.serial or "", number)
		given = {name: getattr(patch, name) for name in patch.model_fields_set - {"version"}}
		return workshop.keep(machine.model_copy(update=given))

	@blueprint.post(f"{ONE}/readings")
	def read(number: int) -> tuple[Equipment, int]:
		fields = ReadingFields.model_validate_json(request.get_data())
		machine, key = workshop.machines[number], request.headers["Idempotency-Key"]
		if key not in workshop.made:
			if machine.meter_total and fields.value < machine.meter_total:
				refuse("value", say("Decía más."))
			more = {"is_new_meter": fields.is_new_meter}
			day = fields.read_on or TODAY
			workshop.made[key] = workshop.read(machine, fields.value, day, **more)
		return workshop.made[key], 201

	@blueprint.post(f"{ONE}/readings/<int:reading>/void")
	def void(number: int, reading: int) -> Equipment:
		machine = workshop.machines[number]
		found = next(one for one in machine.readings if one.id == reading)
		if found.is_void:
			raise Conflict(say("Solo se anula la última lectura que vale."), code="not_last")
		found.is_void = True
		return workshop.keep(machine)


def refuse_twin(workshop: Workshop, serial: str, but: int = 0) -> None:
	""":raises Conflict: another machine has the serial"""
	if serial and any(one.serial == serial and one.id != but for one in workshop.machines.values()):
		message = say("Otro equipo de esa marca ya lleva esa serie.")
		raise Conflict(message, fields=[FieldError("serial", message, "serial_taken")])


def refuse(field: str, message: Any) -> NoReturn:
	""":raises Invalid: always"""
	raise Invalid(message, fields=[FieldError(field, message, "refused")])


def read_filters() -> EquipmentFilters:
	"""Return the filters of the request's address."""
	told: dict[str, Any] = {}
	for name, field in EquipmentFilters.model_fields.items():
		if values := request.args.getlist(name):
			told[name] = values if field.default == [] else values[0]
	return EquipmentFilters.model_validate(told)


def matches(machine: Equipment, asked: EquipmentFilters) -> bool:
	"""Return whether a machine is what filters ask for."""
	words = f"{machine.brand} {machine.model} {machine.serial} {machine.customer_name}".lower()
	chosen = ("customer_id", "type_id", "brand", "state", "meter", "province", "canton")
	return (
		(asked.q or "").lower() in words
		and (not asked.ids or machine.id in asked.ids)
		and all(
			not (wanted := getattr(asked, name)) or getattr(machine, name) in wanted
			for name in chosen
		)
		and asked.is_ours in (None, machine.is_ours)
		and asked.is_ordered in (None, bool(machine.open_orders))
		and (
			asked.due_to is None or (machine.due_on is not None and machine.due_on <= asked.due_to)
		)
	)


def count(values: list[tuple[str, str]]) -> list[EquipmentFacetValue]:
	"""Return how often each value comes."""
	return [
		EquipmentFacetValue(value=value, text=str(text), equipment=times)
		for (value, text), times in Counter(values).most_common()
	]
