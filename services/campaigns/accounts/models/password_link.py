"""Links by which somebody chooses a password: each serves once, and for a while."""

from uuid import UUID

from sqlalchemy import BigInteger, Boolean, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Table
from chasqui.kernel.personal.declarations import Impersonal


class PasswordLinkRow(Table):
	__tablename__ = "password_link"
	__personal__ = Impersonal("An account of the staff.")

	id: Mapped[UUID] = mapped_column(primary_key=True)
	"""The token is derived of it, with a key that only the service has (`sign_in_keys`)."""
	staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"), index=True)
	"""None where somebody asked for an account that there is not: so that it takes as long."""
	token_hash: Mapped[str] = mapped_column(String(64), unique=True)
	expires_at: Mapped[Instant]
	is_mail_due: Mapped[bool] = mapped_column(Boolean, server_default=false())
	"""It was asked for by who forgot the password, and has not left yet."""
	created_at: Mapped[CreatedAt]
