"""Parts of equipment."""

from sqlalchemy.orm import Session

from customers.catalogue.repositories.item_types import ItemTypeRepository
from customers.equipment.repositories.due_days import DueDayRepository
from customers.equipment.repositories.equipment_lists import EquipmentListRepository
from customers.equipment.repositories.machines import MachineRepository
from customers.equipment.repositories.part_orders import (
	PartOrderListRepository,
	PartOrderRepository,
)
from customers.equipment.repositories.service_order_lists import ServiceOrderListRepository
from customers.equipment.repositories.service_orders import ServiceOrderRepository
from customers.equipment.repositories.service_plans import ServicePlanRepository
from customers.equipment.repositories.sold_machines import SoldMachineRepository
from customers.equipment.use_cases.machine_policy import MachinePolicy
from customers.equipment.use_cases.machine_reader import MachineReader
from customers.equipment.use_cases.machine_service import MachineService
from customers.equipment.use_cases.order_progress import OrderProgressService
from customers.equipment.use_cases.order_reader import OrderReader
from customers.equipment.use_cases.order_recorder import OrderRecorder
from customers.equipment.use_cases.order_service import OrderService
from customers.equipment.use_cases.part_builder import PartBuilder
from customers.equipment.use_cases.part_order_reader import PartOrderReader
from customers.equipment.use_cases.part_order_service import PartOrderService
from customers.equipment.use_cases.part_stock import PartStockService
from customers.equipment.use_cases.plan_service import PlanService
from customers.equipment.use_cases.sale_link_policy import SaleLinkPolicy
from customers.people.repositories.customers import CustomerRepository
from customers.sales.repositories.offered_items import OfferedItemRepository
from customers.sales.use_cases.buyer_policy import BuyerPolicy
from customers.sales.wiring import SaleParts

PARTS, LINES = "parts", "lines"
"""What orders of services and of parts call their lines."""


class EquipmentParts(SaleParts):
	"""Machines, what their meters said, when they come due, what was done."""

	def make_machine_reader(self, session: Session, advisor_id: int | None = None) -> MachineReader:
		return MachineReader(
			MachineRepository(session),
			EquipmentListRepository(session, advisor_id),
			SoldMachineRepository(session),
			ServicePlanRepository(session),
			self.make_auditor(session),
		)

	def make_plan_service(self, session: Session) -> PlanService:
		return PlanService(
			ServicePlanRepository(session),
			MachineRepository(session),
			DueDayRepository(session),
			BuyerPolicy(CustomerRepository(session)),
			self.make_machine_reader(session),
			self.make_auditor(session),
			today=self.read_today(),
		)

	def make_machine_service(self, session: Session) -> MachineService:
		today = self.read_today()
		types, sold = ItemTypeRepository(session), SoldMachineRepository(session)
		return MachineService(
			MachineRepository(session),
			BuyerPolicy(CustomerRepository(session)),
			MachinePolicy(types, sold, today=today),
			self.make_plan_service(session),
			self.make_machine_reader(session),
			self.make_auditor(session),
			today=today,
		)

	def make_order_reader(self, session: Session, advisor_id: int | None = None) -> OrderReader:
		lists = ServiceOrderListRepository(session, advisor_id)
		return OrderReader(ServiceOrderRepository(session), lists, self.make_auditor(session))

	def make_order_recorder(self, session: Session) -> OrderRecorder:
		return OrderRecorder(ServiceOrderRepository(session), self.make_auditor(session))

	def make_order_service(self, session: Session) -> OrderService:
		today = self.read_today()
		return OrderService(
			ServiceOrderRepository(session),
			MachineRepository(session),
			EquipmentListRepository(session),
			BuyerPolicy(CustomerRepository(session)),
			SaleLinkPolicy(SoldMachineRepository(session)),
			PartBuilder(OfferedItemRepository(session), field=PARTS, today=today),
			PartStockService(self.make_stock_service(session), field=PARTS),
			self.make_order_reader(session),
			self.make_order_recorder(session),
			today=today,
		)

	def make_order_progress(self, session: Session) -> OrderProgressService:
		return OrderProgressService(
			ServiceOrderRepository(session),
			ServiceOrderListRepository(session),
			MachineRepository(session),
			self.make_order_service(session),
			self.make_machine_service(session),
			self.make_plan_service(session),
			self.make_order_reader(session),
			self.make_order_recorder(session),
			today=self.read_today(),
		)

	def make_part_order_reader(
		self, session: Session, advisor_id: int | None = None
	) -> PartOrderReader:
		lists = PartOrderListRepository(session, advisor_id)
		return PartOrderReader(PartOrderRepository(session), lists, self.make_auditor(session))

	def make_part_order_service(self, session: Session) -> PartOrderService:
		today = self.read_today()
		return PartOrderService(
			PartOrderRepository(session),
			MachineRepository(session),
			BuyerPolicy(CustomerRepository(session)),
			SaleLinkPolicy(SoldMachineRepository(session)),
			PartBuilder(OfferedItemRepository(session), field=LINES, today=today),
			PartStockService(self.make_stock_service(session), field=LINES),
			self.make_part_order_reader(session),
			self.make_auditor(session),
			today=today,
		)
