"""Keeps the machines of customers: written down, changed, their meters read (R32)."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.equipment import (
	Equipment,
	EquipmentFields,
	EquipmentPatch,
	ReadingFields,
)
from chasqui.contracts.customers.meters import MeterKind
from chasqui.kernel.data.versions import check_version
from chasqui.kernel.errors import Conflict, FieldError
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.equipment.domain.keys import fold_code
from customers.equipment.domain.readings import place_reading
from customers.equipment.models.equipment import EquipmentReadingRow, EquipmentRow
from customers.equipment.repositories.machines import MachineRepository
from customers.equipment.use_cases.machine_policy import LONGEST_MODEL_KEY, MachinePolicy
from customers.equipment.use_cases.machine_reader import WHAT, MachineReader
from customers.equipment.use_cases.plan_service import PlanService
from customers.people.domain.names import make_name_key
from customers.people.domain.places import check_place
from customers.people.use_cases.refusals import refuse_filters
from customers.sales.use_cases.buyer_policy import BuyerPolicy

TEXTS = ("serial", "place", "note")
LONGEST_SEARCH_KEY = 200


class MachineService:
	def __init__(
		self,
		machines: MachineRepository,
		owners: BuyerPolicy,
		policy: MachinePolicy,
		plans: PlanService,
		reader: MachineReader,
		auditor: Auditor,
		*,
		today: date,
	) -> None:
		self._machines = machines
		self._owners = owners
		self._policy = policy
		self._plans = plans
		self._reader = reader
		self._auditor = auditor
		self._today = today

	def add(self, fields: EquipmentFields, actor: Actor) -> Equipment:
		"""Write a machine down.

		:raises Conflict: another one of that brand has the serial, or the customer was merged into
			another one, or is being erased
		:raises Invalid: the customer does not exist or is archived, or a value is wrong
		"""
		owner = self._owners.find(fields.customer_id)
		row = EquipmentRow(customer_id=owner.id, created_by=actor.name, base_on=self._today)
		self._write(row, fields.model_dump(exclude={"customer_id"}))
		self._note(row, actor, "added")
		return self._reader.show(row.id)

	def change(self, equipment_id: int, patch: EquipmentPatch, actor: Actor) -> Equipment:
		"""
		:raises NotFound: there is no such machine
		:raises Conflict: `stale`, the serial is another one's, or the meter in use is another kind
		:raises Invalid: a value is wrong
		"""
		row = self._machines.get(equipment_id, lock=True)
		self._owners.find(row.customer_id)
		check_version(self._reader.show(equipment_id), patch)
		given = patch.model_dump(exclude_unset=True, exclude={"version"})
		self._refuse_other_meter(row, given.get("meter"))
		self._write(row, given)
		self._note(row, actor, "changed")
		return self._reader.show(equipment_id)

	def read_meter(self, equipment_id: int, fields: ReadingFields, actor: Actor) -> Equipment:
		"""Note what the meter said.

		:raises NotFound: there is no such machine
		:raises Invalid: it says less than it said, or more than can be
		"""
		row = self._machines.get(equipment_id, lock=True)
		self._owners.find(row.customer_id)
		self.note_reading(row, fields, actor)
		self._note(row, actor, "read")
		return self._reader.show(equipment_id)

	def note_reading(
		self,
		row: EquipmentRow,
		fields: ReadingFields,
		actor: Actor,
		names: Mapping[str, str] = MappingProxyType({}),
	) -> None:
		"""Note what the meter of a locked machine said; `names` are what its fields are called.

		:raises Invalid: it says less than it said, or more than can be
		"""
		last = self._machines.find_limits(row.id)
		with refuse_filters(lambda name: names.get(name, name)):
			placed = place_reading(fields, MeterKind(row.meter), last, self._today)
		self._machines.add_reading(
			EquipmentReadingRow(
				equipment_id=row.id,
				read_on=placed.read_on,
				value=placed.value,
				before=placed.before,
				total=placed.total,
				is_new_meter=fields.is_new_meter and last is not None,
				read_by=actor.name,
			)
		)
		self._plans.follow_readings(row)

	def void_reading(self, equipment_id: int, reading_id: int, actor: Actor) -> Equipment:
		"""Say that the last reading was a mistake.

		:raises NotFound: the machine has no such reading
		:raises Conflict: it is not the last one that counts
		"""
		row = self._machines.get(equipment_id, lock=True)
		self._owners.find(row.customer_id)
		reading = self._machines.get_reading(equipment_id, reading_id)
		if reading is not self._machines.find_last(equipment_id):
			raise Conflict(say("Solo se anula la última lectura que vale."), code="not_last")
		reading.voided_by = actor.name
		self._plans.follow_readings(row)
		self._note(row, actor, "reading_voided")
		return self._reader.show(equipment_id)

	def _write(self, row: EquipmentRow, given: Mapping[str, Any]) -> None:
		self._policy.check(row, given)
		values = {**given, **{name: given[name] or "" for name in TEXTS if name in given}}
		if "canton" in values:
			row.province, _canton = check_place(None, values["canton"])
		if "sold_as" in values:
			write_line(row, values.pop("sold_as"))
		for name, value in values.items():
			setattr(row, name, value)
		row.is_ours = bool(row.is_ours) or row.sale_id is not None
		write_keys(row)
		self._machines.save(row)
		self._plans.reckon(row)

	def _refuse_other_meter(self, row: EquipmentRow, meter: MeterKind | None) -> None:
		if meter in (None, row.meter) or not self._machines.has_readings(row.id):
			return
		message = say("Ya hay lecturas de su medidor: no puede ser de otra clase.")
		fields = [FieldError("meter", message, "meter_in_use")]
		raise Conflict(message, code="meter_in_use", fields=fields)

	def _note(self, row: EquipmentRow, actor: Actor, step: str) -> None:
		details = {"what": WHAT, "equipment_id": row.id, "step": step}
		self._auditor.note(actor, AuditAction.CHANGED, row.customer_id, **details)


def write_line(row: EquipmentRow, ref: str | None) -> None:
	"""Write by which line of a sale we sold a machine."""
	row.sale_id, row.sale_place = map(int, ref.split("-")) if ref else (None, None)


def write_keys(row: EquipmentRow) -> None:
	"""Write what a machine is found by."""
	row.brand_key, row.serial_key = fold_code(row.brand), fold_code(row.serial)
	row.model_key = fold_code(row.model, LONGEST_MODEL_KEY)
	row.search_key = make_name_key(f"{row.brand} {row.model}")[:LONGEST_SEARCH_KEY]
