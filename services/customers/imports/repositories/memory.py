"""How headers were mapped, remembered by signature."""

from collections.abc import Sequence

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from customers.imports.models.import_mapping import ImportMappingRow


class ImportMemoryRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def find(self, signature: str) -> ImportMappingRow | None:
		return self._session.get(ImportMappingRow, signature)

	def keep(self, signature: str, targets: Sequence[str], amounts: str) -> None:
		"""Remember a mapping; the newest one counts."""
		values = {"targets": list(targets), "amounts": amounts, "used_at": func.now()}
		query = insert(ImportMappingRow).values(signature=signature, **values)
		self._session.execute(
			query.on_conflict_do_update(index_elements=["signature"], set_=values)
		)
