"""The definitions of custom fields."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chasqui.kernel.errors import Conflict, NotFound
from chasqui.kernel.texts.text import say
from customers.people.models.custom_field import CustomFieldRow


class CustomFieldRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, row: CustomFieldRow) -> None:
		""":raises Conflict: the key is taken, of an archived field too"""
		try:
			with self._session.begin_nested():
				self._session.add(row)
		except IntegrityError as error:
			raise Conflict(say("Ya hay un campo con esa clave."), code="key_taken") from error
		self._session.refresh(row)

	def get(self, key: str) -> CustomFieldRow:
		""":raises NotFound: there is no such field"""
		row = self._session.get(CustomFieldRow, key, with_for_update=True)
		if row is None:
			raise NotFound(say("No existe ese campo."), code="no_field")
		return row

	def list_all(self) -> Sequence[CustomFieldRow]:
		"""Return all fields in the order in which they were made."""
		query = select(CustomFieldRow).order_by(CustomFieldRow.created_at, CustomFieldRow.key)
		return self._session.scalars(query).all()
