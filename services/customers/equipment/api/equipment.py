"""Equipment: lists, one machine, what its meter said."""

from chasqui.contracts.customers.equipment import (
	Equipment,
	EquipmentFields,
	EquipmentPatch,
	EquipmentSummary,
	ReadingFields,
	SoldMachine,
)
from chasqui.contracts.customers.equipment_lists import (
	EquipmentFacets,
	EquipmentFilters,
	EquipmentQuery,
)
from chasqui.contracts.endpoints.customers import equipment as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.equipment.api.charges import read_charge
from customers.equipment.use_cases.machine_reader import MachineReader
from customers.equipment.use_cases.machine_service import MachineService
from customers.equipment.wiring import EquipmentParts


def build_blueprint(wiring: EquipmentParts) -> Routes:
	routes = Routes("equipment", __name__)
	serve_reading(routes, wiring)
	serve_writing(routes, wiring)
	return routes


def serve_reading(routes: Routes, wiring: EquipmentParts) -> None:
	"""Add what shows equipment."""

	def make_reader(filters: EquipmentFilters) -> MachineReader:
		session = read_session()
		charge = read_charge(wiring, session, filters.customer_id)
		return wiring.make_machine_reader(session, charge)

	@routes.serve(endpoints.list_equipment)
	def list_equipment(*, query: EquipmentQuery) -> Page[EquipmentSummary]:
		return make_reader(query).list_page(query, read_actor())

	@routes.serve(endpoints.find_equipment_facets)
	def find_equipment_facets(*, query: EquipmentFilters) -> EquipmentFacets:
		return make_reader(query).find_facets(query)

	@routes.serve(endpoints.show_equipment)
	def show_equipment(*, equipment_id: int) -> Equipment:
		session = read_session()
		reader = wiring.make_machine_reader(session)
		read_charge(wiring, session, [reader.find_owner(equipment_id)])
		return reader.show(equipment_id, read_actor())

	@routes.serve(endpoints.list_sold_machines)
	def list_sold_machines(*, customer_id: int) -> Page[SoldMachine]:
		return wiring.make_machine_reader(read_session()).list_sold(customer_id)


def serve_writing(routes: Routes, wiring: EquipmentParts) -> None:
	"""Add what writes equipment down."""

	def make_service() -> MachineService:
		return wiring.make_machine_service(read_session())

	@routes.serve(endpoints.add_equipment)
	def add_equipment(*, body: EquipmentFields) -> Equipment:
		return make_service().add(body, read_actor())

	@routes.serve(endpoints.change_equipment)
	def change_equipment(*, equipment_id: int, body: EquipmentPatch) -> Equipment:
		return make_service().change(equipment_id, body, read_actor())

	@routes.serve(endpoints.add_reading)
	def add_reading(*, equipment_id: int, body: ReadingFields) -> Equipment:
		return make_service().read_meter(equipment_id, body, read_actor())

	@routes.serve(endpoints.void_reading)
	def void_reading(*, equipment_id: int, reading_id: int) -> Equipment:
		return make_service().void_reading(equipment_id, reading_id, read_actor())
