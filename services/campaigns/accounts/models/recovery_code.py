"""Recovery codes of the second factor, by their digests."""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Instant, Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class RecoveryCodeRow(Table):
	__tablename__ = "recovery_code"
	__personal__ = Impersonal("An account of the staff.")

	id: Mapped[Key]
	staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"), index=True)
	code_hash: Mapped[str] = mapped_column(String(64), unique=True)
	"""HMAC of account and code."""
	used_at: Mapped[Instant | None]
	created_at: Mapped[CreatedAt]
