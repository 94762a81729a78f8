"""Keeps the segment cube up with the customers and with the calendar."""

from chasqui.kernel.clock import read_today
from chasqui.kernel.data.database import Database
from customers.people.domain.calendar import make_reference_key
from customers.segments.repositories.cube_repository import CubeRepository


class CubeWorker:
	"""Counts are exact without it; it keeps them quick. Each call is a transaction."""

	def __init__(self, database: Database, *, zone: str) -> None:
		self._database = database
		self._zone = zone

	def apply_changes(self) -> bool:
		"""Apply what waits and turn the cells to today; False where another one is at it."""
		with self._database.open_session() as session:
			return CubeRepository(session).apply_changes(self._find_day())

	def rebuild(self) -> None:
		"""Build the cells anew from all customers."""
		with self._database.open_session() as session:
			CubeRepository(session).rebuild(self._find_day())

	def _find_day(self) -> int:
		return make_reference_key(read_today(self._zone))
