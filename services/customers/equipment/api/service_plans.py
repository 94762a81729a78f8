"""Service plans, of models and of single machines."""

from chasqui.contracts.customers.equipment import Equipment
from chasqui.contracts.customers.service_plans import (
	MachinePlanRequest,
	ServicePlan,
	ServicePlanFields,
)
from chasqui.contracts.endpoints.customers import service_orders as endpoints
from chasqui.contracts.wire import ListQuery, Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.equipment.use_cases.plan_service import PlanService
from customers.equipment.wiring import EquipmentParts


def build_blueprint(wiring: EquipmentParts) -> Routes:
	routes = Routes("service_plans", __name__)

	def make_service() -> PlanService:
		return wiring.make_plan_service(read_session())

	@routes.serve(endpoints.list_plans)
	def list_plans(*, query: ListQuery) -> Page[ServicePlan]:
		return make_service().list_page(query)

	@routes.serve(endpoints.set_plan)
	def set_plan(*, body: ServicePlanFields) -> ServicePlan:
		return make_service().put(body, read_actor())

	@routes.serve(endpoints.delete_plan)
	def delete_plan(*, plan_id: int) -> None:
		make_service().delete(plan_id, read_actor())

	@routes.serve(endpoints.set_machine_plan)
	def set_machine_plan(*, equipment_id: int, body: MachinePlanRequest) -> Equipment:
		return make_service().set_own(equipment_id, body, read_actor())

	return routes
