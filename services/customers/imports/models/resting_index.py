"""The customers' indexes that rest while a first file comes in."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from customers.tables import Table


class RestingIndexRow(Table):
	__tablename__ = "resting_index"

	name: Mapped[str] = mapped_column(String(63), primary_key=True)
	definition: Mapped[str] = mapped_column(Text)
	"""The statement that builds it; kept here so that a crash on the way loses no index."""
