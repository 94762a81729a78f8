"""Counts at what hours people answer, once a day."""

from datetime import timedelta

from campaigns.statistics.repositories.contact_hours import ContactHourRepository
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.database import Database

EVERY = timedelta(days=1)


class ContactHourCollector:
	"""`zone` is the installation's."""

	def __init__(self, database: Database, *, zone: str) -> None:
		self._database = database
		self._zone = zone

	def count_daily(self) -> int:
		"""Count, unless they were counted within a day; return how many hours have calls."""
		now = read_now()
		with self._database.open_session() as session:
			figures = ContactHourRepository(session, self._zone)
			last = figures.read_counted()
			return figures.count(now) if last is None or last <= now - EVERY else 0
