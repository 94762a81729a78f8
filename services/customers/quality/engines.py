"""Looks for duplicates in the worker, where every import asks for it."""

from chasqui.kernel.data.database import Database
from customers.quality.repositories.duplicates import DuplicateRepository


class DuplicateSearchRunner:
	def __init__(self, database: Database) -> None:
		self._database = database

	def search(self) -> None:
		"""Look for pairs in the whole master, after any search that is going on.

		One waits at most: it will see what the others came for. Many imports in a row would
		otherwise hold all of the worker's threads, and objections would wait behind them.
		"""
		with self._database.open_session() as session:
			duplicates = DuplicateRepository(session)
			with self._database.open_session() as waiting:
				if not DuplicateRepository(waiting).take_place():
					return
				duplicates.take_turn()
			duplicates.search()
