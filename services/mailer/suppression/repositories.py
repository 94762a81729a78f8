"""Addresses that are not written to."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from mailer.suppression.domain.sources import SuppressionSource
from mailer.suppression.models import SuppressionRow


class SuppressionRepository:
	"""All suppressions, through one session; addresses are digests (`AddressHasher`)."""

	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, digest: bytes, source: SuppressionSource, customer_id: int | None) -> bool:
		"""Suppress an address; return whether this source had not done so before."""
		statement = insert(SuppressionRow).values(
			address_hash=digest, source=source.value, customer_id=customer_id
		)
		statement = statement.on_conflict_do_nothing()
		return self._session.scalar(statement.returning(SuppressionRow.source)) is not None

	def lift_consent(self, digest: bytes) -> None:
		"""A consent given again lifts what its withdrawal had done, and nothing else."""
		self._session.execute(
			delete(SuppressionRow).where(
				SuppressionRow.address_hash == digest,
				SuppressionRow.source == SuppressionSource.CONSENT.value,
			)
		)

	def has(self, digest: bytes) -> bool:
		"""Return whether anything suppresses an address."""
		query = select(SuppressionRow.source).where(SuppressionRow.address_hash == digest)
		return self._session.scalar(query.limit(1)) is not None

	def find_since(self, digest: bytes, source: SuppressionSource) -> datetime | None:
		"""Return since when a source suppresses an address, or None."""
		query = select(SuppressionRow.since).where(
			SuppressionRow.address_hash == digest, SuppressionRow.source == source.value
		)
		return self._session.scalar(query)

	def carry_over(self, previous: bytes, digest: bytes) -> None:
		"""A person's will follows them to a new address; a bounce stays with the old one."""
		mine = select(SuppressionRow).where(
			SuppressionRow.address_hash == previous,
			SuppressionRow.source != SuppressionSource.BOUNCE.value,
		)
		for row in self._session.scalars(mine):
			self.add(digest, SuppressionSource(row.source), row.customer_id)
