"""Saved views of every list."""

from chasqui.contracts.customers.views import SavedView, ViewFields, ViewPatch, ViewQuery
from chasqui.contracts.endpoints.customers import views as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes
from customers.audit.api.actors import read_actor
from customers.lists.use_cases.saved_view_service import SavedViewService
from customers.lists.wiring import ListParts


def build_blueprint(wiring: ListParts) -> Routes:
	routes = Routes("views", __name__)

	def make_service() -> SavedViewService:
		permissions = read_principal().permissions
		return wiring.make_saved_view_service(read_session(), read_actor(), permissions)

	@routes.serve(endpoints.list_views)
	def list_views(*, query: ViewQuery) -> Page[SavedView]:
		return Page[SavedView](items=make_service().list_all(query.list_name))

	@routes.serve(endpoints.add_view)
	def add_view(*, body: ViewFields) -> SavedView:
		return make_service().add(body)

	@routes.serve(endpoints.change_view)
	def change_view(*, view_id: int, body: ViewPatch) -> SavedView:
		return make_service().change(view_id, body)

	@routes.serve(endpoints.delete_view)
	def delete_view(*, view_id: int) -> None:
		make_service().delete(view_id)

	return routes
