"""How many members of an audience are alike: what reports add up instead of the members."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Table
from chasqui.kernel.personal.declarations import Impersonal


class AudienceFigureRow(Table):
	"""A cell of the counts of an audience, written in the transaction of its members.

	All three together, so that a report may be narrowed by one and counted by another: some
	hundreds of cells for an audience of any size.
	"""

	__tablename__ = "audience_figure"
	__personal__ = Impersonal("Counts of an audience; an erasure takes the person's age from them.")
	__table_args__ = (CheckConstraint("members >= 0", name="members"),)

	audience_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("audience.id"), primary_key=True, autoincrement=False
	)
	gender: Mapped[str] = mapped_column(String(10), primary_key=True)
	age: Mapped[str] = mapped_column(String(10), primary_key=True)
	"""The code of a band of ages, or ``unknown``: a company has none."""
	province: Mapped[str] = mapped_column(String(6), primary_key=True)
	"""``none`` where it is not known."""
	members: Mapped[int]
