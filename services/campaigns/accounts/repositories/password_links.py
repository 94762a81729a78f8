"""Links to choose a password, by their digests."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from campaigns.accounts.models.password_link import PasswordLinkRow


class PasswordLinkRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, link: PasswordLinkRow) -> None:
		self._session.add(link)
		self._session.flush()

	def find(self, token_hash: str, now: datetime) -> PasswordLinkRow | None:
		"""Return the link of a token that still serves."""
		query = select(PasswordLinkRow).where(
			PasswordLinkRow.token_hash == token_hash, PasswordLinkRow.expires_at > now
		)
		return self._session.scalar(query)

	def list_due(self, now: datetime) -> list[UUID]:
		"""Return the links whose mail has not left yet, the oldest first."""
		query = select(PasswordLinkRow.id).where(
			PasswordLinkRow.is_mail_due, PasswordLinkRow.expires_at > now
		)
		return list(self._session.scalars(query.order_by(PasswordLinkRow.created_at)))

	def hold_due(self, link_id: UUID) -> PasswordLinkRow | None:
		"""Return a link whose mail is due, unless somebody else sends it now."""
		query = select(PasswordLinkRow).where(
			PasswordLinkRow.id == link_id, PasswordLinkRow.is_mail_due
		)
		return self._session.scalar(query.with_for_update(skip_locked=True))

	def use(self, link_id: UUID) -> bool:
		"""Use a link up; False if another request was quicker."""
		query = delete(PasswordLinkRow).where(PasswordLinkRow.id == link_id)
		return self._session.scalar(query.returning(PasswordLinkRow.id)) is not None

	def drop(self, staff_id: int) -> None:
		"""Delete the links of an account: they serve no more."""
		self._session.execute(delete(PasswordLinkRow).where(PasswordLinkRow.staff_id == staff_id))

	def purge(self, before: datetime) -> None:
		"""Delete links that served until an instant."""
		self._session.execute(delete(PasswordLinkRow).where(PasswordLinkRow.expires_at < before))
