"""Saved views of the list."""

from flask import Blueprint

from chasqui.contracts.access import Permission
from chasqui.contracts.lists import PATH_VIEWS, SavedView, ViewFields, ViewPatch
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_body, read_session
from customers.audit.api.actors import read_actor
from customers.lists.wiring import ListParts


def build_blueprint(wiring: ListParts) -> Blueprint:
	blueprint = Blueprint("views", __name__)

	@blueprint.get(PATH_VIEWS)
	@grant(Permission.CUSTOMERS_READ)
	def list_views() -> Page[SavedView]:
		views = wiring.make_view_keeper(read_session()).list_all(read_actor())
		return Page[SavedView](items=views)

	@blueprint.post(PATH_VIEWS)
	@grant(Permission.CUSTOMERS_READ)
	def add_view() -> tuple[SavedView, int]:
		fields = read_body(ViewFields)
		return wiring.make_view_keeper(read_session()).add(fields, read_actor()), 201

	@blueprint.patch(f"{PATH_VIEWS}/<int:view_id>")
	@grant(Permission.CUSTOMERS_READ)
	def change_view(view_id: int) -> SavedView:
		patch, keeper = read_body(ViewPatch), wiring.make_view_keeper(read_session())
		return keeper.change(view_id, patch, read_actor(), is_administrator=manages_views())

	@blueprint.delete(f"{PATH_VIEWS}/<int:view_id>")
	@grant(Permission.CUSTOMERS_READ)
	def delete_view(view_id: int) -> tuple[str, int]:
		keeper = wiring.make_view_keeper(read_session())
		keeper.delete(view_id, read_actor(), is_administrator=manages_views())
		return "", 204

	return blueprint


def manages_views() -> bool:
	"""Tell whether who asks may change the views of others."""
	return Permission.VIEWS_MANAGE in read_principal().permissions
