"""Series of numbers that documents carry, without gaps."""

from sqlalchemy import BigInteger, CheckConstraint, Identity, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table


class NumberSeriesRow(Table):
	"""One row a series: whoever takes a number locks it until the document is written, so that a
	number that was taken and rolled back is taken again.
	"""

	__tablename__ = "number_series"
	__personal__ = Impersonal("Numbers of documents.")
	__table_args__ = (
		UniqueConstraint("kind", "establishment", "point"),
		CheckConstraint("next_number >= 1", name="numbers_from_one"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	kind: Mapped[str] = mapped_column(String(2))
	"""As `contracts.sales.DocumentKind` has it."""
	establishment: Mapped[str] = mapped_column(String(3))
	point: Mapped[str] = mapped_column(String(3))
	next_number: Mapped[int] = mapped_column(Integer, server_default="1")
