"""What the members of an audience add up to: reports add these instead of the members."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Table
from chasqui.kernel.personal.declarations import Impersonal

COUNTERS = (
	"members", "mailed", "mails", "called", "attempts", "contacted", "interested", "sold",
	"promised", "kept",
)  # fmt: skip
"""What a cell counts, as in `MemberProgressRow`: people, but for mails, attempts and promises."""


class FigureMixin:
	"""The counts of a cell, and of which audience it is."""

	audience_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("audience.id"), primary_key=True, autoincrement=False
	)
	members: Mapped[int]
	mailed: Mapped[int] = mapped_column(server_default="0")
	mails: Mapped[int] = mapped_column(server_default="0")
	called: Mapped[int] = mapped_column(server_default="0")
	attempts: Mapped[int] = mapped_column(server_default="0")
	contacted: Mapped[int] = mapped_column(server_default="0")
	interested: Mapped[int] = mapped_column(server_default="0")
	sold: Mapped[int] = mapped_column(server_default="0")
	promised: Mapped[int] = mapped_column(server_default="0")
	kept: Mapped[int] = mapped_column(server_default="0")


class AudienceFigureRow(FigureMixin, Table):
	"""A cell of the counts of an audience, kept in the transaction of what it counts.

	All three together, so that a report may be narrowed by one and counted by another: some
	hundreds of cells for an audience of any size.
	"""

	__tablename__ = "audience_figure"
	__personal__ = Impersonal("Counts of an audience; an erasure takes the person's age from them.")
	__table_args__ = (CheckConstraint("members >= 0", name="members"),)

	gender: Mapped[str] = mapped_column(String(10), primary_key=True)
	age: Mapped[str] = mapped_column(String(10), primary_key=True)
	"""The code of a band of ages, or ``unknown``: a company has none."""
	province: Mapped[str] = mapped_column(String(6), primary_key=True)
	"""``none`` where it is not known."""


class IncomeFigureRow(FigureMixin, Table):
	"""The same by income: apart, for with ages it would be many times as long."""

	__tablename__ = "income_figure"
	__personal__ = Impersonal("Counts of an audience; an erasure takes the income from them.")
	__table_args__ = (CheckConstraint("members >= 0", name="members"),)

	gender: Mapped[str] = mapped_column(String(10), primary_key=True)
	income: Mapped[str] = mapped_column(String(10), primary_key=True)
	"""The code of a band of incomes, or ``unknown``."""
	province: Mapped[str] = mapped_column(String(6), primary_key=True)


class PlaceFigureRow(FigureMixin, Table):
	"""The same by canton: apart, for with what people are it would be as long as the members."""

	__tablename__ = "place_figure"
	__personal__ = Impersonal("Counts of an audience; an erasure takes the person's canton away.")
	__table_args__ = (CheckConstraint("members >= 0", name="members"),)

	province: Mapped[str] = mapped_column(String(6), primary_key=True)
	canton: Mapped[str] = mapped_column(String(4), primary_key=True)
	"""``none`` where it is not known."""
