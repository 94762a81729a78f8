"""Parts of equipment."""

from sqlalchemy.orm import Session

from customers.catalogue.repositories.item_types import ItemTypeRepository
from customers.equipment.repositories.equipment_lists import EquipmentListRepository
from customers.equipment.repositories.machines import MachineRepository
from customers.equipment.repositories.sold_machines import SoldMachineRepository
from customers.equipment.use_cases.machine_policy import MachinePolicy
from customers.equipment.use_cases.machine_reader import MachineReader
from customers.equipment.use_cases.machine_service import MachineService
from customers.people.repositories.customers import CustomerRepository
from customers.sales.use_cases.buyer_policy import BuyerPolicy
from customers.sales.wiring import SaleParts


class EquipmentParts(SaleParts):
	"""Machines, what their meters said."""

	def make_machine_reader(self, session: Session, advisor_id: int | None = None) -> MachineReader:
		return MachineReader(
			MachineRepository(session),
			EquipmentListRepository(session, advisor_id),
			SoldMachineRepository(session),
			self.make_auditor(session),
		)

	def make_machine_service(self, session: Session) -> MachineService:
		today = self.read_today()
		types, sold = ItemTypeRepository(session), SoldMachineRepository(session)
		return MachineService(
			MachineRepository(session),
			BuyerPolicy(CustomerRepository(session)),
			MachinePolicy(types, sold, today=today),
			self.make_machine_reader(session),
			self.make_auditor(session),
			today=today,
		)
