"""Keeps service plans, of models and of single machines, and when machines come due (R28 R33)."""

from datetime import date

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.equipment import Equipment
from chasqui.contracts.customers.meters import MeterKind
from chasqui.contracts.customers.service_plans import (
	MachinePlanFields,
	MachinePlanRequest,
	PlanAnchor,
	ServicePlan,
	ServicePlanFields,
)
from chasqui.contracts.wire import ListQuery, Page
from chasqui.kernel.data.versions import check_version
from chasqui.kernel.errors import FieldError
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.equipment.domain.keys import fold_code
from customers.equipment.domain.plans import Base, Terms, find_pace, move_base
from customers.equipment.models.equipment import EquipmentRow
from customers.equipment.repositories.due_days import DueDayRepository
from customers.equipment.repositories.machines import MachineRepository
from customers.equipment.repositories.service_plans import Listed, ServicePlanRepository
from customers.equipment.use_cases.machine_policy import LONGEST_MODEL_KEY, check_code
from customers.equipment.use_cases.machine_reader import MachineReader
from customers.people.use_cases.refusals import RefusalCollector
from customers.sales.use_cases.buyer_policy import BuyerPolicy

WHAT = "service_plans"
REVISE = say("Revise el plan.")


class PlanService:
	def __init__(
		self,
		plans: ServicePlanRepository,
		machines: MachineRepository,
		due_days: DueDayRepository,
		owners: BuyerPolicy,
		reader: MachineReader,
		auditor: Auditor,
		*,
		today: date,
	) -> None:
		self._plans = plans
		self._machines = machines
		self._due_days = due_days
		self._owners = owners
		self._reader = reader
		self._auditor = auditor
		self._today = today

	def list_page(self, query: ListQuery) -> Page[ServicePlan]:
		rows, cursor = self._plans.list_page(query)
		return Page[ServicePlan](items=[view_plan(one) for one in rows], next_cursor=cursor)

	def put(self, fields: ServicePlanFields, actor: Actor) -> ServicePlan:
		"""Set the plan of a model; its machines come due by it from now on.

		:raises Invalid: brand or model have no letters, or the model has no meter for its hours
		"""
		problems = RefusalCollector(REVISE)
		for name in ("brand", "model"):
			if (fault := check_code(getattr(fields, name))) is not None:
				problems.add(FieldError(name, fault, f"bad_{name}"))
		refuse_use(problems, fields.meter, has_use=fields.every is not None)
		problems.raise_any()
		keys = fold_code(fields.brand), fold_code(fields.model, LONGEST_MODEL_KEY)
		values = {**fields.model_dump(), "brand_key": keys[0], "model_key": keys[1]}
		found = self._plans.put({**values, "set_by": actor.name})
		self._due_days.reckon_model(*keys)
		self._auditor.note(actor, AuditAction.CHANGED, what=WHAT, plan_id=found[0].id)
		return view_plan(found)

	def delete(self, plan_id: int, actor: Actor) -> None:
		"""Take a plan away; machines that followed it come due no more.

		:raises NotFound: there is no such plan
		"""
		row = self._plans.get(plan_id)
		keys = row.brand_key, row.model_key
		self._plans.delete(row)
		self._due_days.reckon_model(*keys)
		self._auditor.note(actor, AuditAction.CHANGED, what=WHAT, plan_id=plan_id, step="deleted")

	def set_own(self, equipment_id: int, fields: MachinePlanRequest, actor: Actor) -> Equipment:
		"""Set the plan of one machine, or (neither use nor months) have it follow its model's.

		:raises NotFound: there is no such machine
		:raises Conflict: `stale`
		:raises Invalid: it has no meter for its hours, or was serviced on a day that has not come
		"""
		row = self._machines.get(equipment_id, lock=True)
		self._owners.find(row.customer_id)
		check_version(self._reader.show(equipment_id).plan, fields)
		self._check_own(row, fields)
		row.plan_every, row.plan_months = fields.every, fields.months
		row.plan_anchor = fields.anchor
		if (fields.served_on, fields.served_at) != (row.served_on, row.served_at):
			row.served_on, row.served_at = fields.served_on, fields.served_at
			row.base_on = fields.served_on or row.base_on
			row.base_meter = row.base_meter if fields.served_at is None else fields.served_at
		self._due_days.reckon(row)
		details = {"what": WHAT, "equipment_id": equipment_id}
		self._auditor.note(actor, AuditAction.CHANGED, row.customer_id, **details)
		return self._reader.show(equipment_id)

	def follow_readings(self, row: EquipmentRow) -> None:
		"""Have a machine come due by what its meter said, a mistake left out."""
		readings = self._machines.list_counted(row.id)
		last = readings[-1] if readings else None
		row.meter_total = None if last is None else last.total
		row.meter_on = None if last is None else last.read_on
		row.pace = find_pace((one.read_on, one.total) for one in readings)
		if row.served_at is None:
			row.base_meter = readings[0].total if readings else None
		self._due_days.reckon(row)

	def serve(self, row: EquipmentRow, day: date) -> None:
		"""Have a machine come due anew after its service was done."""
		served = Base(day, row.meter_total)
		base = move_base(Base(row.base_on, row.base_meter), served, self._read_terms(row))
		row.served_on, row.served_at = served.day, served.meter
		row.base_on, row.base_meter = base.day, base.meter
		self._due_days.reckon(row)

	def reckon(self, row: EquipmentRow) -> None:
		"""Have a machine come due by what it is now."""
		self._due_days.reckon(row)

	def _read_terms(self, row: EquipmentRow) -> Terms:
		if row.plan_every is not None or row.plan_months is not None:
			return Terms(row.plan_every, row.plan_months, PlanAnchor(row.plan_anchor))
		plan = self._plans.find_for(row)
		if plan is None:
			return Terms(None, None, PlanAnchor.COMPLETION)
		every = plan.every if plan.meter == row.meter else None
		return Terms(every, plan.months, PlanAnchor(plan.anchor))

	def _check_own(self, row: EquipmentRow, fields: MachinePlanFields) -> None:
		problems = RefusalCollector(REVISE)
		refuse_use(problems, MeterKind(row.meter), has_use=fields.every is not None)
		if fields.served_on is not None and fields.served_on > self._today:
			message = say("Ese día no ha llegado.")
			problems.add(FieldError("served_on", message, "in_the_future"))
		if fields.served_at is not None and fields.served_at > (row.meter_total or 0):
			message = say("Es más de lo que dice su última lectura.")
			problems.add(FieldError("served_at", message, "above_last"))
		problems.raise_any()


def refuse_use(problems: RefusalCollector, meter: MeterKind, *, has_use: bool) -> None:
	"""Refuse to count use where nothing counts it."""
	if has_use and meter is MeterKind.NONE:
		message = say("No lleva medidor: escriba cada cuántos meses.")
		problems.add(FieldError("every", message, "no_meter"))


def view_plan(found: Listed) -> ServicePlan:
	"""Return a plan as its contract shows it."""
	row, followers = found
	return ServicePlan.model_validate(row).model_copy(update={"equipment": followers})
