"""Who has said no to a channel, in any campaign. It outlives audiences and their rebuilding."""

from sqlalchemy import BigInteger, PrimaryKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Table


class Objection(Table):
	__tablename__ = "objection"
	__table_args__ = (PrimaryKeyConstraint("customer_id", "channel"),)

	customer_id: Mapped[int] = mapped_column(BigInteger)
	channel: Mapped[str] = mapped_column(String(10))
	source: Mapped[str] = mapped_column(String(40))
	objected_at: Mapped[CreatedAt]
