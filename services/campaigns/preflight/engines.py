"""Counts the pre-flights that were asked for, one at a time."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from campaigns.preflight.repositories.preflights import PreflightRepository
from campaigns.preflight.use_cases.forecast_builder import ForecastBuilder
from chasqui.kernel.data.database import Database


class PreflightWorker:
	"""Each count is one transaction that holds its row: whoever dies leaves it to be counted."""

	def __init__(
		self, database: Database, make_builder: Callable[[Session], ForecastBuilder]
	) -> None:
		self._database = database
		self._make_builder = make_builder

	def count_waiting(self) -> None:
		"""Count all that waits and that nobody counts just now."""
		while self._count_one():
			pass

	def _count_one(self) -> bool:
		with self._database.open_session() as session:
			row = PreflightRepository(session).take_waiting()
			if row is not None:
				self._make_builder(session).build(row)
			return row is not None
