"""Staff accounts."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccountRow
from chasqui.contracts.access import Role


class StaffRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def lock_by_username(self, username: str) -> StaffAccountRow | None:
		"""Return the account of a folded username, held until the transaction ends."""
		query = select(StaffAccountRow).where(StaffAccountRow.username == username.strip().lower())
		return self._session.scalar(query.with_for_update())

	def find_by_username(self, username: str) -> StaffAccountRow | None:
		query = select(StaffAccountRow).where(StaffAccountRow.username == username.strip().lower())
		return self._session.scalar(query)

	def lock(self, account: StaffAccountRow) -> None:
		"""Read an account anew and hold it until the transaction ends."""
		self._session.refresh(account, with_for_update=True)

	def lock_by_id(self, staff_id: int) -> StaffAccountRow | None:
		return self._session.get(StaffAccountRow, staff_id, with_for_update=True)

	def find_by_id(self, staff_id: int) -> StaffAccountRow | None:
		return self._session.get(StaffAccountRow, staff_id)

	def list_active(self, role: Role | None) -> list[StaffAccountRow]:
		"""Return accounts that may sign in, by name."""
		query = select(StaffAccountRow).where(StaffAccountRow.disabled_at.is_(None))
		if role is not None:
			query = query.where(StaffAccountRow.roles.contains([role.value]))
		return list(self._session.scalars(query.order_by(StaffAccountRow.name, StaffAccountRow.id)))

	def list_names(self, staff_ids: Iterable[int]) -> dict[int, str]:
		"""Return what people are called, disabled ones too."""
		query = select(StaffAccountRow.id, StaffAccountRow.name).where(
			StaffAccountRow.id.in_(set(staff_ids))
		)
		return {row.id: row.name for row in self._session.execute(query)}

	def add(self, account: StaffAccountRow) -> None:
		self._session.add(account)
		self._session.flush()
