"""Figures that were found wrong when they were counted again."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Table
from chasqui.kernel.personal.declarations import Impersonal


class FigureDifferenceRow(Table):
	"""Kept until a later count agrees; which rows they are stands in the log."""

	__tablename__ = "figure_difference"
	__personal__ = Impersonal("How many counts were wrong.")

	figures: Mapped[str] = mapped_column(String(30), primary_key=True)
	rows: Mapped[int]
	found_at: Mapped[CreatedAt]
