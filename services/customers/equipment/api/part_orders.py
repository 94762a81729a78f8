"""Orders of spare parts: lists, what is asked for, what becomes of it."""

from chasqui.contracts.customers.part_orders import (
	DeliveryRequest,
	PartCancelRequest,
	PartOrder,
	PartOrderFacets,
	PartOrderFields,
	PartOrderFilters,
	PartOrderPatch,
	PartOrderQuery,
	PartOrderSummary,
	ReceiptRequest,
	SupplierRequest,
)
from chasqui.contracts.endpoints.customers import part_orders as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.equipment.api.charges import read_charge
from customers.equipment.use_cases.part_order_reader import PartOrderReader
from customers.equipment.use_cases.part_order_service import PartOrderService
from customers.equipment.wiring import EquipmentParts


def build_blueprint(wiring: EquipmentParts) -> Routes:
	routes = Routes("part_orders", __name__)
	serve_reading(routes, wiring)
	serve_writing(routes, wiring)
	serve_progress(routes, wiring)
	return routes


def serve_reading(routes: Routes, wiring: EquipmentParts) -> None:
	"""Add what shows orders."""

	def make_reader(filters: PartOrderFilters) -> PartOrderReader:
		session = read_session()
		charge = read_charge(wiring, session, filters.customer_id)
		return wiring.make_part_order_reader(session, charge)

	@routes.serve(endpoints.list_part_orders)
	def list_part_orders(*, query: PartOrderQuery) -> Page[PartOrderSummary]:
		return make_reader(query).list_page(query, read_actor())

	@routes.serve(endpoints.find_part_order_facets)
	def find_part_order_facets(*, query: PartOrderFilters) -> PartOrderFacets:
		return make_reader(query).find_facets(query)

	@routes.serve(endpoints.show_part_order)
	def show_part_order(*, order_id: int) -> PartOrder:
		session = read_session()
		reader = wiring.make_part_order_reader(session)
		read_charge(wiring, session, [reader.find_owner(order_id)])
		return reader.show(order_id, read_actor())


def serve_writing(routes: Routes, wiring: EquipmentParts) -> None:
	"""Add what is asked for, and changed."""

	def make_service() -> PartOrderService:
		return wiring.make_part_order_service(read_session())

	@routes.serve(endpoints.add_part_order)
	def add_part_order(*, body: PartOrderFields) -> PartOrder:
		read_charge(wiring, read_session(), [body.customer_id])
		return make_service().add(body, read_actor())

	@routes.serve(endpoints.change_part_order)
	def change_part_order(*, order_id: int, body: PartOrderPatch) -> PartOrder:
		return make_service().change(order_id, body, read_actor())


def serve_progress(routes: Routes, wiring: EquipmentParts) -> None:
	"""Add what becomes of orders."""

	def make_service() -> PartOrderService:
		return wiring.make_part_order_service(read_session())

	@routes.serve(endpoints.order_parts)
	def order_parts(*, order_id: int, body: SupplierRequest) -> PartOrder:
		return make_service().order(order_id, body, read_actor())

	@routes.serve(endpoints.receive_parts)
	def receive_parts(*, order_id: int, body: ReceiptRequest) -> PartOrder:
		return make_service().receive(order_id, body, read_actor())

	@routes.serve(endpoints.deliver_parts)
	def deliver_parts(*, order_id: int, body: DeliveryRequest) -> PartOrder:
		return make_service().deliver(order_id, body, read_actor())

	@routes.serve(endpoints.cancel_part_order)
	def cancel_part_order(*, order_id: int, body: PartCancelRequest) -> PartOrder:
		return make_service().cancel(order_id, body, read_actor())
