"""Keeps the lists that people come back to."""

from chasqui.contracts.customers.lists import CustomerFilters, SavedView, ViewFields, ViewPatch
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.versions import check_version, write_version
from chasqui.kernel.errors import Forbidden
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.lists.domain.default_views import list_default_views
from customers.lists.models.saved_view import SavedViewRow
from customers.lists.repositories.saved_views import SavedViewRepository


class SavedViewService:
	def __init__(self, views: SavedViewRepository) -> None:
		self._views = views

	def list_all(self, actor: Actor) -> list[SavedView]:
		"""Return the product's views, then the person's own and the shared ones."""
		rows = self._views.list_visible(actor.subject)
		return [*list_default_views(), *(_view(row, actor) for row in rows)]

	def add(self, fields: ViewFields, actor: Actor) -> SavedView:
		""":raises Conflict: the person has a view of that name"""
		row = SavedViewRow(
			owner=actor.subject,
			owner_name=actor.name,
			name=fields.name,
			filters=fields.filters.write_params(),
			sort=fields.sort,
			columns=[column.value for column in fields.columns],
			is_shared=fields.is_shared,
		)
		self._views.save(row)
		return _view(row, actor)

	def change(
		self, view_id: int, patch: ViewPatch, actor: Actor, *, is_administrator: bool
	) -> SavedView:
		"""Change what the patch names.

		:raises NotFound: there is no such view
		:raises Forbidden: it is another person's, and this one is no administrator
		:raises Conflict: its owner has a view of that name, or `stale`: somebody else changed it
		"""
		row = self._find_own(view_id, actor, is_administrator=is_administrator)
		check_version(_view(row, actor), patch)
		told = {name: value for name, value in patch if value is not None and name != "version"}
		if "filters" in told:
			told["filters"] = CustomerFilters.write_params(told["filters"])
		if "columns" in told:
			told["columns"] = [column.value for column in told["columns"]]
		for name, value in told.items():
			setattr(row, name, value)
		row.updated_at = read_now()
		self._views.save(row)
		return _view(row, actor)

	def delete(self, view_id: int, actor: Actor, *, is_administrator: bool) -> None:
		"""Forget a view; the customers in it stay as they are.

		:raises NotFound: there is no such view
		:raises Forbidden: it is another person's, and this one is no administrator
		"""
		self._views.delete(self._find_own(view_id, actor, is_administrator=is_administrator))

	def _find_own(self, view_id: int, actor: Actor, *, is_administrator: bool) -> SavedViewRow:
		row = self._views.get(view_id, actor.subject)
		if row.owner != actor.subject and not is_administrator:
			raise Forbidden(say("Esa vista es de otra persona."), code="not_own")
		return row


def _view(row: SavedViewRow, actor: Actor) -> SavedView:
	view = SavedView.model_validate(
		{
			"id": row.id,
			"name": row.name,
			"filters": row.filters,
			"sort": row.sort,
			"columns": row.columns,
			"is_shared": row.is_shared,
			"owner_name": row.owner_name,
			"is_own": row.owner == actor.subject,
		}
	)
	view.version = write_version(view, ViewPatch)
	return view
