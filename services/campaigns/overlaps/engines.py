"""Counts pairs of audiences, soon after a building or a merge."""

from campaigns.overlaps.repositories.pairs import OverlapRepository
from chasqui.kernel.data.database import Database


class OverlapCollector:
	def __init__(self, database: Database) -> None:
		self._database = database

	def count_stale(self) -> int:
		"""Count what buildings and merges have changed; return how many audiences."""
		with self._database.open_session() as session:
			return OverlapRepository(session).count_stale()
