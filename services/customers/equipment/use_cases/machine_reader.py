"""Shows equipment: one machine with its readings, lists, facets."""

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.equipment import Equipment, EquipmentSummary, SoldMachine
from chasqui.contracts.customers.equipment_lists import (
	EquipmentFacets,
	EquipmentFilters,
	EquipmentQuery,
)
from chasqui.contracts.wire import Page
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.equipment.repositories.equipment_lists import EquipmentListRepository
from customers.equipment.repositories.machines import MachineRepository
from customers.equipment.repositories.service_plans import ServicePlanRepository
from customers.equipment.repositories.sold_machines import SoldMachineRepository
from customers.equipment.use_cases.machine_view import view_machine, view_summary

WHAT = "equipment"


class MachineReader:
	def __init__(
		self,
		machines: MachineRepository,
		lists: EquipmentListRepository,
		sold: SoldMachineRepository,
		plans: ServicePlanRepository,
		auditor: Auditor,
	) -> None:
		self._machines = machines
		self._lists = lists
		self._sold = sold
		self._plans = plans
		self._auditor = auditor

	def find_owner(self, equipment_id: int) -> int:
		"""Return whose a machine is.

		:raises NotFound: there is no such machine
		"""
		return self._machines.get(equipment_id).customer_id

	def show(self, equipment_id: int, actor: Actor | None = None) -> Equipment:
		"""Return a machine, and write down who saw it, if somebody did.

		:raises NotFound: there is no such machine
		"""
		row = self._machines.get(equipment_id)
		if actor is not None:
			self._auditor.note(
				actor, AuditAction.SEEN, row.customer_id, what=WHAT, equipment_id=equipment_id
			)
		found, plan = self._lists.get(equipment_id), self._plans.find_for(row)
		return view_machine(found, plan, self._machines.list_readings(equipment_id))

	def list_page(self, query: EquipmentQuery, actor: Actor) -> Page[EquipmentSummary]:
		"""Return a page, and write down who searched by what."""
		rows, cursor = self._lists.list_page(query)
		fields = sorted(query.model_fields_set - {"cursor", "limit", "sort"})
		self._auditor.note(actor, AuditAction.SEARCHED, what=WHAT, fields=fields, rows=len(rows))
		items = [view_summary(one) for one in rows]
		return Page[EquipmentSummary](items=items, next_cursor=cursor)

	def find_facets(self, filters: EquipmentFilters) -> EquipmentFacets:
		"""Return how many match, and how many have each value."""
		names = EquipmentFacets.model_fields.keys() - {"total"}
		counted = {name: self._lists.count_by(filters, name) for name in names}
		return EquipmentFacets(total=self._lists.count(filters), **counted)

	def list_sold(self, customer_id: int) -> Page[SoldMachine]:
		"""Return what a customer bought of which no machine is written down yet."""
		items = [
			SoldMachine(
				ref=f"{one.sale_id}-{one.place}",
				name=one.name,
				brand=one.brand,
				type_id=one.type_id,
				sold_on=one.sold_on,
				left=int(one.left),
			)
			for one in self._sold.list_left(customer_id)
		]
		return Page[SoldMachine](items=items)
