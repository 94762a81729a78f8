"""Deliveries that wait for a person, as the person's address changes and records become one."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.kernel.clock import read_now
from mailer.designs.domain.address_digests import AddressHasher
from mailer.runs.domain.reasons import SkipReason
from mailer.runs.models.delivery import DeliveryRow
from mailer.runs.models.run import RunRow
from mailer.runs.repositories.deliveries import WAITING, DeliveryRepository


class WaitingDeliveryRepository:
	def __init__(self, session: Session, digests: AddressHasher) -> None:
		self._session = session
		self._digests = digests

	def skip_merged(self, person: Sequence[int]) -> None:
		"""Skip what waits for a person whom a merge has left without an address."""
		for customer_id in person:
			DeliveryRepository(self._session).skip_waiting(customer_id, SkipReason.MERGED)

	def change_address(
		self, person: Sequence[int], email: str | None, among: Sequence[int] = ()
	) -> None:
		"""Give the waiting deliveries of a person their new address, or skip them for want of it.

		One whose new address has another delivery of the run is skipped: as a duplicate, or as
		merged where that is the same person's. `among`: change those of these customers alone.
		"""
		waiting = select(DeliveryRow).where(
			DeliveryRow.customer_id.in_(among or person), DeliveryRow.state.in_(WAITING)
		)
		for row in self._session.scalars(waiting.with_for_update()):
			digest = self._digests.make(email) if email else None
			other = self._find_other(row, digest)
			if email is None:
				self._skip(row, SkipReason.NO_ADDRESS)
			elif other is not None:
				is_same = other.customer_id in person
				self._skip(row, SkipReason.MERGED if is_same else SkipReason.DUPLICATE_ADDRESS)
			else:
				row.address_hash = digest
			row.email = email
			self._session.flush()

	def restore_merged(self, customers: Sequence[int], email: str | None = None) -> None:
		"""Have what a merge had skipped wait again, where its run still goes on.

		It waits for `email` if that is given, else for the address it had; not where another
		delivery of the run still has that one: who has it reports its own address in a moment.
		"""
		skipped = (
			select(DeliveryRow)
			.join(RunRow, RunRow.id == DeliveryRow.run_id)
			.where(DeliveryRow.customer_id.in_(customers), RunRow.finished_at.is_(None))
			.where(DeliveryRow.state == DeliveryState.SKIPPED.value)
			.where(DeliveryRow.reason == SkipReason.MERGED.value, RunRow.closing_reason.is_(None))
		)
		for row in self._session.scalars(skipped.with_for_update(of=DeliveryRow)).all():
			row.email = email or row.email
			digest = self._digests.make(row.email) if row.email else None
			if row.email is not None and self._find_other(row, digest) is None:
				row.state, row.reason = WAITING[row.attempts > 0], None
				row.address_hash, row.updated_at = digest, read_now()
			self._session.flush()

	def _find_other(self, row: DeliveryRow, digest: bytes | None) -> DeliveryRow | None:
		query = select(DeliveryRow).where(
			DeliveryRow.run_id == row.run_id,
			DeliveryRow.address_hash == digest,
			DeliveryRow.id != row.id,
		)
		return self._session.scalar(query)

	@staticmethod
	def _skip(row: DeliveryRow, reason: SkipReason) -> None:
		row.state, row.reason = DeliveryState.SKIPPED.value, reason.value
		row.address_hash = None
		row.updated_at = read_now()
