"""Saved views: one's own and the shared ones."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.texts.text import say
from customers.lists.models.saved_view import SavedViewRow


class SavedViewRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def save(self, row: SavedViewRow) -> None:
		"""Keep a new or changed view.

		:raises Conflict: its owner has another one of that name
		"""
		try:
			with self._session.begin_nested():
				self._session.add(row)
				self._session.flush()
		except IntegrityError as error:
			message = say("Ya tiene una vista con ese nombre.")
			field = FieldError("name", message, "name_taken")
			raise Conflict(message, code="name_taken", fields=[field]) from error
		self._session.refresh(row)

	def get(self, view_id: int, owner: str) -> SavedViewRow:
		"""Return a view, locked.

		:raises NotFound: there is none, or it is somebody else's and not shared
		"""
		row = self._session.get(SavedViewRow, view_id, with_for_update=True)
		if row is None or (row.owner != owner and not row.is_shared):
			raise NotFound(say("No existe esa vista."), code="no_view")
		return row

	def list_visible(self, list_name: str, owner: str) -> Sequence[SavedViewRow]:
		"""Return one's own views of a list and the shared ones, by name."""
		is_visible = or_(SavedViewRow.owner == owner, SavedViewRow.is_shared)
		query = select(SavedViewRow).where(SavedViewRow.list_name == list_name, is_visible)
		return self._session.scalars(query.order_by(SavedViewRow.name, SavedViewRow.id)).all()

	def count(self, list_name: str, owner: str) -> int:
		"""Return how many views of a list somebody has."""
		is_own = (SavedViewRow.list_name == list_name, SavedViewRow.owner == owner)
		query = select(func.count()).select_from(SavedViewRow).where(*is_own)
		return self._session.scalars(query).one()

	def delete(self, row: SavedViewRow) -> None:
		self._session.delete(row)
