"""Types of items."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.texts.text import say
from customers.catalogue.models.item import ItemRow
from customers.catalogue.models.item_type import ItemTypeRow


class ItemTypeRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def save(self, row: ItemTypeRow) -> None:
		""":raises Conflict: another type has that name, but for accents and case"""
		try:
			with self._session.begin_nested():
				self._session.add(row)
		except IntegrityError as error:
			message = say("Ya hay un tipo con ese nombre.")
			fields = [FieldError("name", message, "name_taken")]
			raise Conflict(message, code="name_taken", fields=fields) from error

	def find(self, type_id: int) -> ItemTypeRow | None:
		"""Return a type, if there is such a one."""
		return self._session.get(ItemTypeRow, type_id)

	def get(self, type_id: int, *, lock: bool = False) -> ItemTypeRow:
		""":raises NotFound: there is no such type"""
		row = self._session.get(ItemTypeRow, type_id, with_for_update=lock)
		if row is None:
			raise NotFound(say("No existe ese tipo."), code="no_item_type")
		return row

	def find_named(self, name_key: str) -> ItemTypeRow | None:
		"""Return the type of a name, but for accents and case."""
		return self._session.scalar(select(ItemTypeRow).where(ItemTypeRow.name_key == name_key))

	def list_all(self) -> Sequence[ItemTypeRow]:
		"""Return all types by name, archived ones too."""
		return self._session.scalars(select(ItemTypeRow).order_by(ItemTypeRow.name_key)).all()

	def count_items(self) -> dict[int, int]:
		"""Return how many items each type has."""
		query = select(ItemRow.type_id, func.count()).group_by(ItemRow.type_id)
		return {row[0]: row[1] for row in self._session.execute(query)}

	def list_used_keys(self, type_id: int) -> set[str]:
		"""Return the characteristics of which some item of a type has a value."""
		keys = func.jsonb_object_keys(ItemRow.attributes)
		return set(self._session.scalars(select(keys).where(ItemRow.type_id == type_id).distinct()))
