"""Types of what the company sells."""

from chasqui.contracts.customers.catalogue import ItemType, ItemTypeFields, ItemTypePatch
from chasqui.contracts.endpoints.customers import catalogue as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.catalogue.wiring import CatalogueParts


def build_blueprint(wiring: CatalogueParts) -> Routes:
	routes = Routes("item_types", __name__)

	@routes.serve(endpoints.list_types)
	def list_types() -> Page[ItemType]:
		types = wiring.make_item_type_service(read_session())
		return Page[ItemType](items=types.list_all())

	@routes.serve(endpoints.add_type)
	def add_type(*, body: ItemTypeFields) -> ItemType:
		return wiring.make_item_type_service(read_session()).add(body)

	@routes.serve(endpoints.show_type)
	def show_type(*, type_id: int) -> ItemType:
		return wiring.make_item_type_service(read_session()).show(type_id)

	@routes.serve(endpoints.change_type)
	def change_type(*, type_id: int, body: ItemTypePatch) -> ItemType:
		return wiring.make_item_type_service(read_session()).change(type_id, body)

	return routes
