"""Turns the rows of a machine into what its contract shows."""

from collections.abc import Sequence
from typing import Any

from chasqui.contracts.customers.equipment import (
	Equipment,
	EquipmentPatch,
	EquipmentSummary,
	Reading,
)
from chasqui.contracts.customers.service_plans import MachinePlan, MachinePlanRequest, PlanAnchor
from chasqui.kernel.data.versions import write_version
from customers.equipment.models.equipment import EquipmentReadingRow, EquipmentRow
from customers.equipment.models.service_plan import ServicePlanRow
from customers.equipment.repositories.equipment_lists import ListedMachine

OTHER_NAMES = {"customer_name", "type_name", "open_orders"}
OWN_FIELDS = {"sold_as", "plan", "readings", "version"}


def view_summary(found: ListedMachine) -> EquipmentSummary:
	"""Return a machine as lists show it."""
	names = EquipmentSummary.model_fields.keys() - OTHER_NAMES
	return EquipmentSummary(
		**{name: getattr(found.row, name) for name in names},
		customer_name=found.customer_name,
		type_name=found.type_name,
		open_orders=found.open_orders,
	)


def view_machine(
	found: ListedMachine,
	plan: ServicePlanRow | None,
	readings: Sequence[EquipmentReadingRow],
) -> Equipment:
	"""Return a machine with all that is of it; `plan` is that of its model."""
	row, summary = found.row, view_summary(found)
	names = Equipment.model_fields.keys() - EquipmentSummary.model_fields.keys() - OWN_FIELDS
	machine = Equipment(
		**dict(summary),
		**{name: getattr(row, name) for name in names},
		sold_as=None if row.sale_id is None else f"{row.sale_id}-{row.sale_place}",
		plan=sign_plan(view_plan(row, plan)),
		readings=[view_reading(one) for one in readings],
	)
	machine.version = write_version(machine, EquipmentPatch)
	return machine


def view_plan(row: EquipmentRow, plan: ServicePlanRow | None) -> MachinePlan:
	"""Return by what a machine comes due: its own plan, or that of its model."""
	served: dict[str, Any] = {"served_on": row.served_on, "served_at": row.served_at}
	if row.plan_every is not None or row.plan_months is not None:
		anchor = PlanAnchor(row.plan_anchor)
		own = {"every": row.plan_every, "months": row.plan_months, "anchor": anchor}
		return MachinePlan(**served, **own, is_own=True)
	if plan is None:
		return MachinePlan(**served)
	every = plan.every if plan.meter == row.meter else None
	return MachinePlan(**served, every=every, months=plan.months, anchor=PlanAnchor(plan.anchor))


def sign_plan(plan: MachinePlan) -> MachinePlan:
	"""Return a plan with its version."""
	plan.version = write_version(plan, MachinePlanRequest)
	return plan


def view_reading(row: EquipmentReadingRow) -> Reading:
	"""Return what a meter said once."""
	names = Reading.model_fields.keys() - {"is_void"}
	return Reading(
		**{name: getattr(row, name) for name in names}, is_void=row.voided_by is not None
	)
