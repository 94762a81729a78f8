"""How many customers two audiences share, and whom an audience left out for other campaigns."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class OverlapRow(Table):
	"""A pair of audiences that have, or had, customers in common, counted as persons.

	Counted soon after an audience's members are replaced, and after records are merged or parted:
	no page counts members. Whatever the phases are: who reads chooses.
	"""

	__tablename__ = "audience_overlap"
	__personal__ = Impersonal("Counts of pairs of audiences.")
	__table_args__ = (
		UniqueConstraint("audience_id", "other_id"),
		CheckConstraint("audience_id < other_id", name="order"),
		CheckConstraint("members >= 0", name="members"),
		Index("ix_audience_overlap_other_id", "other_id"),
	)

	id: Mapped[Key]
	audience_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("audience.id"))
	"""The older one of the two."""
	other_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("audience.id"))
	members: Mapped[int]
	"""0 where they had some in common and have none any more."""


class LeftOutRow(Table):
	"""How many an audience left out because another campaign has them, by that campaign."""

	__tablename__ = "audience_left_out"
	__personal__ = Impersonal("Counts of an audience.")

	audience_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("audience.id"), primary_key=True, autoincrement=False
	)
	campaign_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("campaign.id"), primary_key=True, autoincrement=False
	)
	members: Mapped[int]


class StaleOverlapRow(Table):
	"""An audience whose pairs are to be counted: it was built, or records in it were merged.

	What builds it, or follows an event, must not wait for the others that count.
	"""

	__tablename__ = "stale_overlap"
	__personal__ = Impersonal("Which audiences are to be counted again.")

	audience_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("audience.id"), primary_key=True, autoincrement=False
	)
