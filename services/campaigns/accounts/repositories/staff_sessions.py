"""Sign-ins and the refresh tokens that keep them going."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text, cast, delete, func, select, update
from sqlalchemy.orm import Session

from campaigns.accounts.models.refresh_token import RefreshTokenRow
from campaigns.accounts.models.staff_session import StaffSessionRow


class StaffSessionRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, signed_in: StaffSessionRow) -> None:
		self._session.add(signed_in)
		self._session.flush()

	def add_token(self, token: RefreshTokenRow) -> None:
		self._session.add(token)

	def lock_by_token(self, token_hash: str) -> tuple[StaffSessionRow, RefreshTokenRow] | None:
		"""Return a token and its sign-in, which is held until the transaction ends.

		The token is read anew once the sign-in is held: another request may have used it.
		"""
		token = self._session.scalar(
			select(RefreshTokenRow).where(RefreshTokenRow.token_hash == token_hash)
		)
		if token is None:
			return None
		query = (
			select(StaffSessionRow).where(StaffSessionRow.family == token.family).with_for_update()
		)
		signed_in = self._session.scalars(query).one()
		self._session.refresh(token)
		return signed_in, token

	def lock(self, family: UUID) -> StaffSessionRow | None:
		"""Return a sign-in, held until the transaction ends."""
		return self._session.get(StaffSessionRow, family, with_for_update=True)

	def list_open(self, staff_id: int, now: datetime) -> list[tuple[StaffSessionRow, datetime]]:
		"""Return the open sign-ins of a person with when each was renewed last, that first."""
		used = func.max(RefreshTokenRow.created_at)
		query = (
			select(StaffSessionRow, used)
			.join(RefreshTokenRow, RefreshTokenRow.family == StaffSessionRow.family)
			.where(
				StaffSessionRow.staff_id == staff_id,
				StaffSessionRow.ended_at.is_(None),
				StaffSessionRow.ends_at > now,
			)
			.group_by(StaffSessionRow.family)
			.having(func.max(RefreshTokenRow.expires_at) > now)
			.order_by(used.desc(), StaffSessionRow.family)
		)
		return [(row, instant) for row, instant in self._session.execute(query)]

	def end_all(self, staff_id: int, now: datetime, *, but: str = "") -> list[UUID]:
		"""End every open sign-in of a person but the one of this id; return their ids."""
		query = update(StaffSessionRow).where(
			StaffSessionRow.staff_id == staff_id,
			StaffSessionRow.ended_at.is_(None),
			cast(StaffSessionRow.family, Text) != but,
		)
		ended = query.values(ended_at=now).returning(StaffSessionRow.family)
		return list(self._session.scalars(ended))

	def list_ended_since(self, instant: datetime) -> list[UUID]:
		"""Return the sign-ins that ended after an instant."""
		query = select(StaffSessionRow.family).where(StaffSessionRow.ended_at > instant)
		return list(self._session.scalars(query))

	def purge(self, before: datetime) -> None:
		"""Delete sign-ins that could not last beyond an instant, with their tokens."""
		old = select(StaffSessionRow.family).where(StaffSessionRow.ends_at < before)
		self._session.execute(delete(RefreshTokenRow).where(RefreshTokenRow.family.in_(old)))
		self._session.execute(delete(StaffSessionRow).where(StaffSessionRow.ends_at < before))
