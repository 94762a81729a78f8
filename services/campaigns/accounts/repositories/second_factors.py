"""Second factors and recovery codes: what is used is used by one request alone."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from campaigns.accounts.models.recovery_code import RecoveryCodeRow
from campaigns.accounts.models.second_factor import SecondFactorRow


class SecondFactorRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def find(self, staff_id: int) -> SecondFactorRow | None:
		"""Return the second factor of an account as it is now."""
		return self._session.get(SecondFactorRow, staff_id, populate_existing=True)

	def replace(self, factor: SecondFactorRow) -> None:
		"""Put a factor, which waits for its first code, in the place of any earlier one."""
		self.drop(factor.staff_id)
		self._session.add(factor)
		self._session.flush()

	def confirm(self, factor: SecondFactorRow, step: int, now: datetime) -> bool:
		"""Switch a waiting factor on; False if another request was quicker."""
		query = update(SecondFactorRow).where(
			SecondFactorRow.staff_id == factor.staff_id,
			SecondFactorRow.sealed_secret == factor.sealed_secret,
			SecondFactorRow.confirmed_at.is_(None),
		)
		changed = query.values(confirmed_at=now, last_step=step).returning(SecondFactorRow.staff_id)
		return self._session.scalar(changed) is not None

	def use_step(self, factor: SecondFactorRow, step: int) -> bool:
		"""Use the code of a step up; False if it, or a later one, was used before."""
		query = update(SecondFactorRow).where(
			SecondFactorRow.staff_id == factor.staff_id,
			SecondFactorRow.sealed_secret == factor.sealed_secret,
			SecondFactorRow.last_step < step,
		)
		changed = query.values(last_step=step).returning(SecondFactorRow.staff_id)
		return self._session.scalar(changed) is not None

	def drop(self, staff_id: int) -> None:
		"""Delete the second factor of an account, recovery codes included."""
		self._session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.staff_id == staff_id))
		self._session.execute(delete(SecondFactorRow).where(SecondFactorRow.staff_id == staff_id))

	def replace_codes(self, staff_id: int, hashes: Iterable[str]) -> None:
		"""Have these recovery codes, and no earlier one."""
		self._session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.staff_id == staff_id))
		made = [RecoveryCodeRow(staff_id=staff_id, code_hash=one) for one in hashes]
		self._session.add_all(made)
		self._session.flush()

	def use_code(self, staff_id: int, code_hash: str, now: datetime) -> bool:
		"""Use a recovery code up; False if there is none such, or it was used before."""
		query = update(RecoveryCodeRow).where(
			RecoveryCodeRow.staff_id == staff_id,
			RecoveryCodeRow.code_hash == code_hash,
			RecoveryCodeRow.used_at.is_(None),
		)
		changed = query.values(used_at=now).returning(RecoveryCodeRow.id)
		return self._session.scalar(changed) is not None

	def count_codes(self, staff_id: int) -> int:
		"""Return how many recovery codes are left."""
		query = select(func.count()).where(
			RecoveryCodeRow.staff_id == staff_id, RecoveryCodeRow.used_at.is_(None)
		)
		return self._session.scalar(query) or 0
