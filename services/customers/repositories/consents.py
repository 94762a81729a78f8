"""The ledger of consents."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from chasqui.contracts.customers import ConsentChannel
from customers.models.consent_change import ConsentChangeRow


class ConsentLedger:
	def __init__(self, session: Session) -> None:
		self._session = session

	def append(
		self, customer_id: int, channel: ConsentChannel, *, granted: bool, source: str
	) -> None:
		"""Write down that a consent was given or withdrawn."""
		row = ConsentChangeRow(
			customer_id=customer_id, channel=channel.value, granted=granted, source=source
		)
		self._session.add(row)

	def list_changes(self, customer_id: int) -> Sequence[ConsentChangeRow]:
		"""Return a customer's changes, the newest first."""
		query = select(ConsentChangeRow).where(ConsentChangeRow.customer_id == customer_id)
		return self._session.scalars(query.order_by(ConsentChangeRow.id.desc())).all()
