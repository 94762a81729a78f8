"""Refresh tokens, stored hashed; each serves once and is replaced by the next of its family."""

from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class RefreshTokenRow(Table):
	__tablename__ = "refresh_token"
	__personal__ = Impersonal("An account of the staff.")

	id: Mapped[Key]
	family: Mapped[UUID] = mapped_column(ForeignKey("staff_session.family"), index=True)
	"""One sign-in; a stolen token that is used again ends the whole family."""
	token_hash: Mapped[str] = mapped_column(String(64), unique=True)
	expires_at: Mapped[Instant]
	used_at: Mapped[Instant | None]
	created_at: Mapped[CreatedAt]
