"""Pictures of what the company sells."""

from datetime import datetime

from sqlalchemy import (
	BigInteger,
	CheckConstraint,
	DateTime,
	ForeignKey,
	Identity,
	LargeBinary,
	String,
	UniqueConstraint,
	func,
)
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table

MOST_BYTES = 2 * 1024 * 1024


class PictureFileRow(Table):
	"""The bytes, once however many items show them.

	They live in the database, not in files: several processes on several machines serve them, one
	backup and one transaction hold them with their item, and at most 2 MB each they are few.
	"""

	__tablename__ = "picture_file"
	__personal__ = Impersonal("Pictures of what the company sells.")
	__table_args__ = (CheckConstraint(f"octet_length(data) <= {MOST_BYTES}", name="data_bounded"),)

	digest: Mapped[str] = mapped_column(String(64), primary_key=True)
	"""SHA-256 of `data`, in hexadecimal."""
	data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
	thumbnail: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
	width: Mapped[int]
	height: Mapped[int]


class ItemPictureRow(Table):
	__tablename__ = "item_picture"
	__personal__ = Impersonal("What is seen on pictures of what the company sells.")
	__table_args__ = (UniqueConstraint("item_id", "digest"),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	item_id: Mapped[int] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"))
	digest: Mapped[str] = mapped_column(ForeignKey("picture_file.digest"), index=True)
	place: Mapped[int]
	"""From 0 on; the first one stands in lists."""
	alt: Mapped[str] = mapped_column(String(200))
	added_by: Mapped[str] = mapped_column(String(120))
	added_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
