"""Which customers are one person, and what that means for audiences."""

from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from campaigns.contacts.models.merged_customer import MergedCustomerRow
from chasqui.kernel.data.stand_ins import StandInRepository

# Of several customers in one audience who are one person, only the first is contacted.
SUPPRESS = text("""
	UPDATE audience_member AS member SET may_email = false, may_phone = false
	WHERE customer_id = ANY(:person) AND (may_email OR may_phone) AND EXISTS (
		SELECT FROM audience_member AS first
		WHERE first.audience_id = member.audience_id AND first.customer_id = ANY(:person)
			AND array_position(:person, first.customer_id)
				< array_position(:person, member.customer_id))
""")
# `person` begins with who stands for all: by its order DISTINCT ON keeps, of each audience, the one
# whom SUPPRESS leaves to be contacted (PostgreSQL manual, 7.3.3, «DISTINCT»).
FIND_PLACES = text("""
	SELECT DISTINCT ON (audience_id) audience_id, customer_id FROM audience_member
	WHERE customer_id = ANY(:person)
	ORDER BY audience_id, array_position(:person, customer_id)
""")


class MergeRepository(StandInRepository):
	def __init__(self, session: Session) -> None:
		super().__init__(session, MergedCustomerRow)

	def list_person(self, customer_id: int) -> list[int]:
		"""Return the customers who are one person with this one; who stands for it is first."""
		return self.list_same(customer_id)

	def list_standing(self) -> list[int]:
		"""Return the customers that stand for others."""
		return list(self._session.scalars(select(MergedCustomerRow.kept_id).distinct()))

	def suppress_duplicates(self, person: Sequence[int]) -> None:
		"""Let nobody be contacted twice within an audience."""
		self._session.execute(SUPPRESS, {"person": list(person)})

	def find_places(self, person: Sequence[int]) -> dict[int, int]:
		"""Return, for each audience that holds the person, as which customer it does."""
		rows = self._session.execute(FIND_PLACES, {"person": list(person)})
		return {row[0]: row[1] for row in rows}
