"""Counts what was asked for, one request at a time."""

from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from chasqui.kernel.data.database import Database

Row = TypeVar("Row")


class CountWorker(Generic[Row]):
	"""`take` returns, locked, a request that nobody counts, and `build` counts it: each in one
	transaction, so that whoever dies leaves it to be counted.
	"""

	def __init__(
		self,
		database: Database,
		take: Callable[[Session], Row | None],
		build: Callable[[Session, Row], None],
	) -> None:
		self._database = database
		self._take = take
		self._build = build

	def count_waiting(self) -> None:
		"""Count all that waits and that nobody counts just now."""
		while self._count_one():
			pass

	def _count_one(self) -> bool:
		with self._database.open_session() as session:
			row = self._take(session)
			if row is not None:
				self._build(session, row)
			return row is not None
