"""The customers' indexes that rest while a first file comes in."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table


class RestingIndexRow(Table):
	__tablename__ = "resting_index"
	__personal__ = Impersonal("Statements that build indexes.")

	name: Mapped[str] = mapped_column(String(63), primary_key=True)
	definition: Mapped[str] = mapped_column(Text)
	"""The statement that builds it; kept here so that a crash on the way loses no index."""
