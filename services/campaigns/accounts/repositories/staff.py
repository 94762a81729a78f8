"""Staff accounts."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccount
from chasqui.contracts.access import Role


class StaffRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def lock_by_username(self, username: str) -> StaffAccount | None:
		"""Return the account of a folded username, held until the transaction ends."""
		query = select(StaffAccount).where(StaffAccount.username == username.strip().lower())
		return self._session.scalar(query.with_for_update())

	def find_by_username(self, username: str) -> StaffAccount | None:
		query = select(StaffAccount).where(StaffAccount.username == username.strip().lower())
		return self._session.scalar(query)

	def lock(self, account: StaffAccount) -> None:
		"""Read an account anew and hold it until the transaction ends."""
		self._session.refresh(account, with_for_update=True)

	def lock_by_id(self, staff_id: int) -> StaffAccount | None:
		return self._session.get(StaffAccount, staff_id, with_for_update=True)

	def find_by_id(self, staff_id: int) -> StaffAccount | None:
		return self._session.get(StaffAccount, staff_id)

	def list_active(self, role: Role | None) -> list[StaffAccount]:
		"""Return accounts that may sign in, by name."""
		query = select(StaffAccount).where(StaffAccount.disabled_at.is_(None))
		if role is not None:
			query = query.where(StaffAccount.roles.contains([role.value]))
		return list(self._session.scalars(query.order_by(StaffAccount.name, StaffAccount.id)))

	def list_names(self, staff_ids: Iterable[int]) -> dict[int, str]:
		"""Return what people are called, disabled ones too."""
		query = select(StaffAccount.id, StaffAccount.name).where(
			StaffAccount.id.in_(set(staff_ids))
		)
		return {row.id: row.name for row in self._session.execute(query)}

	def add(self, account: StaffAccount) -> None:
		self._session.add(account)
		self._session.flush()
