"""Service orders: lists, what is asked for, what becomes of it."""

from chasqui.contracts.customers.equipment_lists import ServicesRequest
from chasqui.contracts.customers.service_orders import (
	CancelRequest,
	FinishRequest,
	OrdersMade,
	OrdersPlan,
	PlanRequest,
	ServiceOrder,
	ServiceOrderFacets,
	ServiceOrderFields,
	ServiceOrderFilters,
	ServiceOrderPatch,
	ServiceOrderQuery,
	ServiceOrderSummary,
	StartRequest,
)
from chasqui.contracts.endpoints.customers import service_orders as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import NotFound
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.equipment.api.charges import read_charge
from customers.equipment.use_cases.order_progress import OrderProgressService
from customers.equipment.use_cases.order_reader import OrderReader
from customers.equipment.use_cases.order_service import OrderService
from customers.equipment.wiring import EquipmentParts


def build_blueprint(wiring: EquipmentParts) -> Routes:
	routes = Routes("service_orders", __name__)
	serve_reading(routes, wiring)
	serve_asking(routes, wiring)
	serve_progress(routes, wiring)
	return routes


def serve_reading(routes: Routes, wiring: EquipmentParts) -> None:
	"""Add what shows orders."""

	def make_reader(filters: ServiceOrderFilters) -> OrderReader:
		session = read_session()
		charge = read_charge(wiring, session, filters.customer_id)
		return wiring.make_order_reader(session, charge)

	@routes.serve(endpoints.list_orders)
	def list_orders(*, query: ServiceOrderQuery) -> Page[ServiceOrderSummary]:
		return make_reader(query).list_page(query, read_actor())

	@routes.serve(endpoints.find_order_facets)
	def find_order_facets(*, query: ServiceOrderFilters) -> ServiceOrderFacets:
		return make_reader(query).find_facets(query)

	@routes.serve(endpoints.show_order)
	def show_order(*, order_id: int) -> ServiceOrder:
		session = read_session()
		reader = wiring.make_order_reader(session)
		read_charge(wiring, session, [reader.find_owner(order_id)])
		return reader.show(order_id, read_actor())


def serve_asking(routes: Routes, wiring: EquipmentParts) -> None:
	"""Add what is asked for, and changed."""

	def make_service() -> OrderService:
		return wiring.make_order_service(read_session())

	@routes.serve(endpoints.add_order)
	def add_order(*, body: ServiceOrderFields) -> ServiceOrder:
		session = read_session()
		try:
			owner = wiring.make_machine_reader(session).find_owner(body.equipment_id)
		except NotFound:
			pass  # which is said at its field
		else:
			read_charge(wiring, session, [owner])
		return make_service().add(body, read_actor())

	@routes.serve(endpoints.request_services)
	def request_services(*, body: ServicesRequest) -> OrdersMade:
		return make_service().request_all(body, read_actor())

	@routes.serve(endpoints.change_order)
	def change_order(*, order_id: int, body: ServiceOrderPatch) -> ServiceOrder:
		return make_service().change(order_id, body, read_actor())


def serve_progress(routes: Routes, wiring: EquipmentParts) -> None:
	"""Add what moves orders on."""

	def make_service() -> OrderProgressService:
		return wiring.make_order_progress(read_session())

	@routes.serve(endpoints.plan_order)
	def plan_order(*, order_id: int, body: PlanRequest) -> ServiceOrder:
		return make_service().plan(order_id, body, read_actor())

	@routes.serve(endpoints.plan_orders)
	def plan_orders(*, body: OrdersPlan) -> OrdersMade:
		return make_service().plan_all(body, read_actor())

	@routes.serve(endpoints.start_order)
	def start_order(*, order_id: int, body: StartRequest) -> ServiceOrder:
		return make_service().start(order_id, body, read_actor())

	@routes.serve(endpoints.finish_order)
	def finish_order(*, order_id: int, body: FinishRequest) -> ServiceOrder:
		return make_service().finish(order_id, body, read_actor())

	@routes.serve(endpoints.cancel_order)
	def cancel_order(*, order_id: int, body: CancelRequest) -> ServiceOrder:
		return make_service().cancel(order_id, body, read_actor())
