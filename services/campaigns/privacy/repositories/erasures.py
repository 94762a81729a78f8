"""Empties what identifies a customer; the rows stay for the counts."""

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.audiences.models import AudienceMemberRow
from campaigns.features import load_metadata
from campaigns.privacy.models import ErasedCustomerRow
from campaigns.tables import Table
from chasqui.kernel.personal.erasing import erase_person
from chasqui.kernel.personal.keys import PersonKeys


class ErasureRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def remember(self, customer_id: int, erasure_id: int) -> None:
		"""Keep the customer's number; once is enough."""
		query = insert(ErasedCustomerRow).values(customer_id=customer_id, erasure_id=erasure_id)
		self._session.execute(query.on_conflict_do_nothing())

	def wipe(self, keys: PersonKeys) -> dict[str, int]:
		"""Wipe what the tables declare of a person; return the rows touched, by table."""
		load_metadata()  # the registry is whole only then
		return erase_person(self._session, Table.registry, keys)

	def list_revived(self) -> list[int]:
		"""Return the erased customers that a later audience holds by name."""
		has_name = exists().where(
			AudienceMemberRow.customer_id == ErasedCustomerRow.customer_id,
			AudienceMemberRow.name.is_not(None),
		)
		return list(self._session.scalars(select(ErasedCustomerRow.customer_id).where(has_name)))
