"""Saved views of the list."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.lists import SavedView, ViewFields, ViewPatch
from chasqui.contracts.endpoints.customers import lists as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.lists.wiring import ListParts


def build_blueprint(wiring: ListParts) -> Routes:
	routes = Routes("views", __name__)

	@routes.serve(endpoints.list_views)
	def list_views() -> Page[SavedView]:
		views = wiring.make_saved_view_service(read_session()).list_all(read_actor())
		return Page[SavedView](items=views)

	@routes.serve(endpoints.add_view)
	def add_view(*, body: ViewFields) -> SavedView:
		return wiring.make_saved_view_service(read_session()).add(body, read_actor())

	@routes.serve(endpoints.change_view)
	def change_view(*, view_id: int, body: ViewPatch) -> SavedView:
		service = wiring.make_saved_view_service(read_session())
		return service.change(view_id, body, read_actor(), is_administrator=manages_views())

	@routes.serve(endpoints.delete_view)
	def delete_view(*, view_id: int) -> None:
		service = wiring.make_saved_view_service(read_session())
		service.delete(view_id, read_actor(), is_administrator=manages_views())

	return routes


def manages_views() -> bool:
	"""Tell whether who asks may change the views of others."""
	return Permission.VIEWS_MANAGE in read_principal().permissions
