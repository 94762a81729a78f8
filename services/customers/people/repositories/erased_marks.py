"""Keyed digests by which an erased person is known again."""

from collections.abc import Iterable

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from customers.people.models.erased_mark import ErasedMarkRow


class ErasedMarkRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, erasure_id: int, digests: Iterable[bytes]) -> None:
		rows = [{"digest": digest, "erasure_id": erasure_id} for digest in digests]
		self._session.execute(insert(ErasedMarkRow).values(rows).on_conflict_do_nothing())

	def has(self, digest: bytes) -> bool:
		return bool(self._session.scalar(select(exists().where(ErasedMarkRow.digest == digest))))

	def lift(self, digest: bytes) -> None:
		"""Delete the marks of the person that one of them knows: the data are given anew."""
		same = select(ErasedMarkRow.erasure_id).where(ErasedMarkRow.digest == digest)
		doomed = delete(ErasedMarkRow).where(ErasedMarkRow.erasure_id.in_(same.scalar_subquery()))
		self._session.execute(doomed)

	def list_all(self) -> frozenset[bytes]:
		"""Return all marks, for an import to compare its rows with."""
		return frozenset(self._session.scalars(select(ErasedMarkRow.digest)))
