"""Staff accounts: who may sign in."""

from sqlalchemy import String
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class StaffAccountRow(Table):
	__tablename__ = "staff"
	__personal__ = Impersonal("Accounts of the staff, who are no customers.")

	id: Mapped[Key]
	username: Mapped[str] = mapped_column(String(120), unique=True)
	"""Lower case; what a person types is normalised before it is compared."""
	name: Mapped[str] = mapped_column(String(120))
	email: Mapped[str | None] = mapped_column(String(254), unique=True)
	"""Lower case; where a link goes if the password is forgotten."""
	password_hash: Mapped[str | None] = mapped_column(String(200))
	"""argon2id, with its parameters inside; none until its person has chosen a password."""
	roles: Mapped[list[str]] = mapped_column(ARRAY(String(30)))
	disabled_at: Mapped[Instant | None]
	created_at: Mapped[CreatedAt]
