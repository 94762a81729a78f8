"""What customers were known by before."""

from collections.abc import Sequence

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

# Triggers keep all that is replaced, and correct nothing later; so what has become the customer's
# own again is left out here. It is not former, and an erasure has it from the record itself.
LIST_FORMER = text("""
	SELECT former.field, former.id_type, former.value, former.replaced_at
	FROM former_value AS former JOIN customer AS own ON own.id = former.customer_id
	WHERE former.customer_id = :id AND CASE former.field
		WHEN 'identity' THEN (former.id_type, former.value) <> (own.id_type, own.id_number)
		ELSE former.value IS DISTINCT FROM
				CASE former.field WHEN 'email' THEN own.email ELSE own.phone END
			AND NOT EXISTS (SELECT FROM customer_contact AS further
				WHERE further.customer_id = own.id AND further.value = former.value) END
	ORDER BY former.id
""")
# A natural person's RUC is the cédula and the number of an establishment: 001 is the first (SRI).
IS_TAKEN = text("""
	SELECT EXISTS (SELECT FROM customer WHERE id <> :id AND erased_at IS NULL AND id_number = ANY(
			ARRAY[:value, left(:value, 10), left(:value, 10) || '001']) AND :field = 'identity')
		OR EXISTS (SELECT FROM customer WHERE id <> :id AND erased_at IS NULL
			AND email = :value AND :field = 'email')
		OR EXISTS (SELECT FROM customer WHERE id <> :id AND erased_at IS NULL
			AND phone = :value AND :field = 'phone')
""")
# The triggers read it: `former_values` of the migration.
PAUSE = text("SELECT set_config('chasqui.keeps_former', 'off', true)")


class FormerValueRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_former(self, customer_id: int) -> Sequence[Row[str, str, str]]:
		"""Return (field, id_type, value, replaced_at) of what is the customer's no more."""
		return self._session.execute(LIST_FORMER, {"id": customer_id}).all()

	def list_own(self, customer_id: int) -> list[Row[str, str, str]]:
		"""Return those that are nobody else's by now.

		A number that had been mistyped may be another person's, whose data are not to be touched.
		"""
		return [
			one for one in self.list_former(customer_id) if not self._is_taken(customer_id, one)
		]

	def pause(self) -> None:
		"""Keep no former values until this transaction ends: a merge keeps what was before."""
		self._session.execute(PAUSE)

	def _is_taken(self, customer_id: int, one: Row[str, str, str]) -> bool:
		values = {"id": customer_id, "field": one.field, "value": one.value}
		return bool(self._session.scalar(IS_TAKEN, values))
