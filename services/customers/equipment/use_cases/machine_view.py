"""Turns the rows of a machine into what its contract shows."""

from collections.abc import Sequence

from chasqui.contracts.customers.equipment import (
	Equipment,
	EquipmentPatch,
	EquipmentSummary,
	Reading,
)
from chasqui.kernel.data.versions import write_version
from customers.equipment.models.equipment import EquipmentReadingRow
from customers.equipment.repositories.equipment_lists import ListedMachine

OTHER_NAMES = {"customer_name", "type_name"}
OWN_FIELDS = {"sold_as", "readings", "version"}


def view_summary(found: ListedMachine) -> EquipmentSummary:
	"""Return a machine as lists show it."""
	names = EquipmentSummary.model_fields.keys() - OTHER_NAMES
	return EquipmentSummary(
		**{name: getattr(found.row, name) for name in names},
		customer_name=found.customer_name,
		type_name=found.type_name,
	)


def view_machine(found: ListedMachine, readings: Sequence[EquipmentReadingRow]) -> Equipment:
	"""Return a machine with all that is of it."""
	row, summary = found.row, view_summary(found)
	names = Equipment.model_fields.keys() - EquipmentSummary.model_fields.keys() - OWN_FIELDS
	machine = Equipment(
		**dict(summary),
		**{name: getattr(row, name) for name in names},
		sold_as=None if row.sale_id is None else f"{row.sale_id}-{row.sale_place}",
		readings=[view_reading(one) for one in readings],
	)
	machine.version = write_version(machine, EquipmentPatch)
	return machine


def view_reading(row: EquipmentReadingRow) -> Reading:
	"""Return what a meter said once."""
	names = Reading.model_fields.keys() - {"is_void"}
	return Reading(
		**{name: getattr(row, name) for name in names}, is_void=row.voided_by is not None
	)
