"""Counts the members of all audiences and compares: what reports add up must be the same."""

import structlog

from campaigns.audiences.repositories import AudienceFigureRepository
from chasqui.kernel.data.database import Database

MOST_NAMED = 20


class FigureCollector:
	"""Looks once a day: a difference is a fault of ours, which no person can mend."""

	def __init__(self, database: Database) -> None:
		self._database = database

	def find_differences(self) -> int:
		"""Return how many cells differ, and write down which."""
		with self._database.open_session() as session:
			found = AudienceFigureRepository(session).find_differences()
		log = structlog.get_logger()
		if found:
			cells = [dict(one._mapping) for one in found[:MOST_NAMED]]
			log.error("audience_figures_differ", cells=len(found), first=cells)
		else:
			log.info("audience_figures_agree")
		return len(found)
