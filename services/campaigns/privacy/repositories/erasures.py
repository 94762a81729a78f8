"""Empties what tells who a customer was; the rows stay for the counts."""

from sqlalchemy import exists, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.audiences.models import AudienceMember
from campaigns.desk.models.call import Call
from campaigns.privacy.models import ErasedCustomer

GONE = ("id_type", "id_number", "name", "email", "phone")
# Events told long ago carry a contact.
SCRUB_EVENTS = """
UPDATE event SET payload = payload - '{email,phone}'::text[]
WHERE payload ->> 'customer_id' = cast(:id AS text)
"""


class ErasureRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def remember(self, customer_id: int, erasure_id: int) -> None:
		"""Keep the customer's number; once is enough."""
		query = insert(ErasedCustomer).values(customer_id=customer_id, erasure_id=erasure_id)
		self._session.execute(query.on_conflict_do_nothing())

	def wipe(self, customer_id: int) -> dict[str, int]:
		"""Empty the customer's rows; return how many there are, by table."""
		members = (
			update(AudienceMember)
			.where(AudienceMember.customer_id == customer_id)
			.values({**dict.fromkeys(GONE), "may_email": False, "may_phone": False})
		)
		# An advisor's note may say anything about the person.
		words = {"note": "", "late_note": "", "risk_reason": ""}
		calls = update(Call).where(Call.customer_id == customer_id).values(words)
		self._session.execute(text(SCRUB_EVENTS), {"id": customer_id})
		counts = {"audience_members": members, "calls": calls}
		return {name: self._count(query) for name, query in counts.items()}

	def list_revived(self) -> list[int]:
		"""Return the erased customers that a later audience holds by name."""
		has_name = exists().where(
			AudienceMember.customer_id == ErasedCustomer.customer_id,
			AudienceMember.name.is_not(None),
		)
		return list(self._session.scalars(select(ErasedCustomer.customer_id).where(has_name)))

	def _count(self, query: object) -> int:
		found = self._session.execute(query)  # type: ignore[call-overload]
		return int(found.rowcount)
