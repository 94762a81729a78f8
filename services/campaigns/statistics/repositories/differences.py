"""Figures that were found wrong when they were counted again."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.statistics.models import FigureDifferenceRow


class FigureDifferenceRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def keep(self, figures: str, rows: int) -> None:
		"""Keep by how many rows figures differ; by none, forget that they did."""
		row = FigureDifferenceRow
		if not rows:
			self._session.execute(delete(row).where(row.figures == figures))
			return
		news = {"rows": rows, "found_at": func.now()}
		query = insert(row).values(figures=figures, **news)
		self._session.execute(query.on_conflict_do_update(index_elements=["figures"], set_=news))

	def list_all(self) -> Sequence[FigureDifferenceRow]:
		"""Return what differs."""
		row = FigureDifferenceRow
		return self._session.scalars(select(row).order_by(row.figures)).all()
