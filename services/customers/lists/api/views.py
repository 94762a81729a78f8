"""Saved views of the list."""

from flask import Blueprint

from chasqui.contracts.access import Role
from chasqui.contracts.lists import PATH_VIEWS, SavedView, ViewFields, ViewPatch
from chasqui.contracts.wire import Page
from chasqui.kernel.auth import grant, read_principal
from chasqui.kernel.web import read_body, read_session
from customers.audit.api.actors import read_actor
from customers.lists.wiring import ListParts

READERS = (Role.ADMINISTRATOR, Role.MARKETING_HEAD)


def build_blueprint(wiring: ListParts) -> Blueprint:
	blueprint = Blueprint("views", __name__)

	@blueprint.get(PATH_VIEWS)
	@grant(*READERS)
	def list_views() -> Page[SavedView]:
		views = wiring.make_view_keeper(read_session()).list_all(read_actor())
		return Page[SavedView](items=views)

	@blueprint.post(PATH_VIEWS)
	@grant(*READERS)
	def add_view() -> tuple[SavedView, int]:
		fields = read_body(ViewFields)
		return wiring.make_view_keeper(read_session()).add(fields, read_actor()), 201

	@blueprint.patch(f"{PATH_VIEWS}/<int:view_id>")
	@grant(*READERS)
	def change_view(view_id: int) -> SavedView:
		patch, keeper = read_body(ViewPatch), wiring.make_view_keeper(read_session())
		return keeper.change(view_id, patch, read_actor(), is_administrator=is_administrator())

	@blueprint.delete(f"{PATH_VIEWS}/<int:view_id>")
	@grant(*READERS)
	def delete_view(view_id: int) -> tuple[str, int]:
		keeper = wiring.make_view_keeper(read_session())
		keeper.delete(view_id, read_actor(), is_administrator=is_administrator())
		return "", 204

	return blueprint


def is_administrator() -> bool:
	"""Tell whether an administrator asks."""
	return Role.ADMINISTRATOR in read_principal().roles
