"""The second factor of an account: one authenticator app, on or waiting for its first code."""

from sqlalchemy import BigInteger, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Table
from chasqui.kernel.personal.declarations import Impersonal


class SecondFactorRow(Table):
	__tablename__ = "second_factor"
	__personal__ = Impersonal("An account of the staff.")

	staff_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("staff.id"), primary_key=True, autoincrement=False
	)
	sealed_secret: Mapped[str] = mapped_column(Text)
	"""Sealed with a key that only the service has (`domain.sealed_secrets`)."""
	confirmed_at: Mapped[Instant | None]
	"""Empty until a first code has shown that the app has the secret."""
	last_step: Mapped[int | None] = mapped_column(BigInteger)
	"""The 30 seconds of the last code that was used: it and those before serve no more."""
	created_at: Mapped[CreatedAt]
