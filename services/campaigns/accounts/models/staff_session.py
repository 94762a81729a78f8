"""Sign-ins of the staff: one row for each, from the password to the end."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Table
from chasqui.kernel.personal.declarations import Impersonal


class StaffSessionRow(Table):
	__tablename__ = "staff_session"
	__personal__ = Impersonal("An account of the staff.")

	family: Mapped[UUID] = mapped_column(primary_key=True)
	"""Access tokens name it as `sid`. Who renews or ends the sign-in locks this row first."""
	staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"), index=True)
	ends_at: Mapped[Instant] = mapped_column(index=True)
	"""However often it is renewed."""
	ended_at: Mapped[Instant | None] = mapped_column(index=True)
	"""By signing out, by a refresh token used twice, or because the account changed."""
	agent: Mapped[str] = mapped_column(String(300), server_default="")
	"""What the browser said it was, so that its person knows the machine again."""
	address: Mapped[str] = mapped_column(String(64), server_default="")
	created_at: Mapped[CreatedAt]
