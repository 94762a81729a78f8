"""Staff accounts and their refresh tokens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from campaigns.models.refresh_token import RefreshToken
from campaigns.models.staff import StaffAccount
from chasqui.contracts.access import Role


class StaffRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def lock_by_username(self, username: str) -> StaffAccount | None:
		"""Return the account of a folded username, held until the transaction ends."""
		query = select(StaffAccount).where(StaffAccount.username == username.strip().lower())
		return self._session.scalar(query.with_for_update())

	def find_by_id(self, staff_id: int) -> StaffAccount | None:
		return self._session.get(StaffAccount, staff_id)

	def list_active(self, role: Role | None) -> list[StaffAccount]:
		"""Return accounts that may sign in, by name."""
		query = select(StaffAccount).where(StaffAccount.disabled_at.is_(None))
		if role is not None:
			query = query.where(StaffAccount.roles.contains([role.value]))
		return list(self._session.scalars(query.order_by(StaffAccount.name, StaffAccount.id)))

	def add(self, account: StaffAccount) -> None:
		self._session.add(account)
		self._session.flush()


class RefreshTokenRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def lock_by_hash(self, token_hash: str) -> RefreshToken | None:
		query = select(RefreshToken).where(RefreshToken.token_hash == token_hash)
		return self._session.scalar(query.with_for_update())

	def add(self, token: RefreshToken) -> None:
		self._session.add(token)

	def revoke_family(self, family: UUID, now: datetime) -> None:
		"""End every token of one sign-in."""
		query = update(RefreshToken).where(RefreshToken.family == family)
		self._session.execute(query.values(revoked_at=now))
