"""Keeps the lists that people come back to."""

from collections.abc import Set as AbstractSet

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.views import (
	MOST_VIEWS,
	READERS,
	ListName,
	SavedView,
	ViewFields,
	ViewPatch,
)
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.versions import check_version, write_version
from chasqui.kernel.errors import Conflict, Forbidden, NotFound
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.lists.domain.default_views import list_default_views
from customers.lists.models.saved_view import SavedViewRow
from customers.lists.repositories.saved_views import SavedViewRepository
from customers.people.domain.names import make_title_key

KEPT = tuple(name for name in ViewFields.model_fields if name != "list_name")


class SavedViewService:
	"""For one person, with the permissions that this one has."""

	def __init__(
		self, views: SavedViewRepository, actor: Actor, permissions: AbstractSet[str]
	) -> None:
		self._views = views
		self._actor = actor
		self._permissions = permissions

	def list_all(self, of: ListName) -> list[SavedView]:
		"""Return the product's views of a list, then the person's own and the shared ones.

		:raises Forbidden: the person may not see the list
		"""
		self._check_reader(of)
		rows = self._views.list_visible(of.value, self._actor.subject)
		return [*list_default_views(of), *map(self._view, rows)]

	def add(self, fields: ViewFields) -> SavedView:
		"""
		:raises Forbidden: the person may not see the list
		:raises Conflict: the person has a view of that name, or as many as one may have
		"""
		self._check_reader(fields.list_name)
		if self._views.count(fields.list_name.value, self._actor.subject) >= MOST_VIEWS:
			message = say("Ya tiene {most} vistas de esta lista: borre alguna.", most=MOST_VIEWS)
			raise Conflict(message, code="too_many_views")
		row = SavedViewRow(
			owner=self._actor.subject,
			owner_name=self._actor.name,
			list_name=fields.list_name.value,
			name_key=make_title_key(fields.name),
			**{name: getattr(fields, name) for name in KEPT},
		)
		self._views.save(row)
		return self._view(row)

	def change(self, view_id: int, patch: ViewPatch) -> SavedView:
		"""Change what the patch names.

		:raises NotFound: there is no such view
		:raises Forbidden: it is another person's, and this one does not manage views
		:raises Conflict: its owner has a view of that name, or `stale`: somebody else changed it
		"""
		row = self._find_own(view_id)
		check_version(self._view(row), patch)
		for name, value in patch:
			if value is not None and name != "version":
				setattr(row, name, value)
		row.name_key = make_title_key(row.name)
		row.updated_at = read_now()
		self._views.save(row)
		return self._view(row)

	def delete(self, view_id: int) -> None:
		"""Delete a view; what is in the list stays as it is.

		:raises NotFound: there is no such view
		:raises Forbidden: it is another person's, and this one does not manage views
		"""
		self._views.delete(self._find_own(view_id))

	def _check_reader(self, of: ListName) -> None:
		if READERS[of].isdisjoint(self._permissions):
			raise Forbidden(say("No puede ver esa lista."), code="no_list")

	def _find_own(self, view_id: int) -> SavedViewRow:
		row = self._views.get(view_id, self._actor.subject)
		if READERS[ListName(row.list_name)].isdisjoint(self._permissions):
			raise NotFound(say("No existe esa vista."), code="no_view")
		is_manager = Permission.VIEWS_MANAGE in self._permissions
		if row.owner != self._actor.subject and not is_manager:
			raise Forbidden(say("Esa vista es de otra persona."), code="not_own")
		return row

	def _view(self, row: SavedViewRow) -> SavedView:
		values = {name: getattr(row, name) for name in (*KEPT, "id", "list_name", "owner_name")}
		view = SavedView.model_validate({**values, "is_own": row.owner == self._actor.subject})
		view.version = write_version(view, ViewPatch)
		return view
