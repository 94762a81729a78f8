"""The ledger of consents."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.consents import ConsentChannel, ConsentEvidence
from customers.consent.models.consent_change import ConsentChangeRow
from customers.consent.models.consent_evidence import ConsentEvidenceRow


class ConsentRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def append(
		self,
		customer_id: int,
		channel: ConsentChannel,
		*,
		granted: bool,
		source: str,
		evidence_id: int | None = None,
	) -> None:
		"""Write down that a consent was given or withdrawn."""
		row = ConsentChangeRow(
			customer_id=customer_id,
			channel=channel.value,
			granted=granted,
			source=source,
			evidence_id=evidence_id,
		)
		self._session.add(row)

	def list_changes(self, *records: int) -> Sequence[ConsentChangeRow]:
		"""Return the changes of a person's records, the newest first."""
		query = select(ConsentChangeRow).where(ConsentChangeRow.customer_id.in_(records))
		return self._session.scalars(query.order_by(ConsentChangeRow.id.desc())).all()

	def add_evidence(self, evidence: ConsentEvidence, recorded_by: str) -> int:
		"""Keep how permissions were obtained; return its number."""
		row = ConsentEvidenceRow(**evidence.model_dump(mode="json"), recorded_by=recorded_by)
		row.obtained_on = evidence.obtained_on
		self._session.add(row)
		self._session.flush()
		return row.id

	def find_evidence(self, evidence_id: int | None) -> ConsentEvidence | None:
		if evidence_id is None:
			return None
		row = self._session.get(ConsentEvidenceRow, evidence_id)
		return ConsentEvidence.model_validate(row) if row else None
