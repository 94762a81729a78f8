"""The segment cube: how many customers share kind, gender, province, age and income.

Ages hold on the calendar's day. Writers only append to `segment_delta` (statement triggers of
`customer`), so they never wait for each other; a compaction moves the deltas into the cells. The
exact count at any moment is cells + deltas, read in one statement.
"""

from decimal import Decimal

from sqlalchemy import BigInteger, Identity, Integer, Numeric, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table

# In cells: no province is '', no age is -1, no income is step and band 0.


class CellMixin:
	"""What every cell of the cube has."""

	kind: Mapped[str] = mapped_column(String(7), primary_key=True)
	gender: Mapped[str] = mapped_column(String(7), primary_key=True)
	province: Mapped[str] = mapped_column(String(5), primary_key=True)
	age: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
	n: Mapped[int] = mapped_column(BigInteger)
	email: Mapped[int] = mapped_column(BigInteger)
	phone: Mapped[int] = mapped_column(BigInteger)


class SegmentBandRow(CellMixin, Table):
	"""Cells by income band: for the bands that a segment holds whole."""

	__tablename__ = "segment_band"
	__personal__ = Impersonal("Counts of people who share five properties.")

	band: Mapped[int] = mapped_column(SmallInteger, primary_key=True, sort_order=-1)


class SegmentStepRow(CellMixin, Table):
	"""Cells by income step (domain.income_steps): for the bands that a bound cuts."""

	__tablename__ = "segment_step"
	__personal__ = Impersonal("Counts of people who share five properties.")

	step: Mapped[int] = mapped_column(SmallInteger, primary_key=True, sort_order=-1)


class SegmentDeltaRow(Table):
	"""A change that waits to be compacted: +1 for a customer that came, -1 for one that left."""

	__tablename__ = "segment_delta"
	__personal__ = Impersonal(
		"A change of the counts, without a number; compacted within a minute."
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	kind: Mapped[str] = mapped_column(String(7))
	gender: Mapped[str] = mapped_column(String(7))
	province: Mapped[str | None] = mapped_column(String(5))
	birth_key: Mapped[int | None] = mapped_column(Integer)
	monthly_income: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
	n: Mapped[int] = mapped_column(SmallInteger)
	email: Mapped[int] = mapped_column(SmallInteger)
	phone: Mapped[int] = mapped_column(SmallInteger)


class SegmentCalendarRow(Table):
	"""One row: the day key on which the ages of the cells hold."""

	__tablename__ = "segment_calendar"
	__personal__ = Impersonal("One day.")

	reference_key: Mapped[int] = mapped_column(Integer, primary_key=True)
