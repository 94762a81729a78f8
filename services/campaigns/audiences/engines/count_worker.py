"""Counts what was asked for, one request at a time."""

from collections.abc import Callable
from functools import partial
from typing import Generic

import structlog
from sqlalchemy.orm import Session

from campaigns.audiences.repositories.count_requests import CountRequestRepository, Row
from chasqui.contracts.campaigns.counting import CountState
from chasqui.kernel.data.database import Database, is_database_away
from chasqui.kernel.errors import AppError, Unavailable
from chasqui.kernel.tasks.runs import run_all
from chasqui.kernel.texts.text import Text, say

BROKEN = say("No se pudo contar por un error interno; pida que se cuente otra vez.")


class CountWorker(Generic[Row]):
	"""Each request is counted in a transaction of its own, so that whoever dies leaves it to be
	counted, and one that cannot be counted keeps no other from its turn.
	"""

	def __init__(
		self,
		database: Database,
		requests: type[CountRequestRepository[Row]],
		build: Callable[[Session, Row], None],
	) -> None:
		self._database = database
		self._requests = requests
		self._build = build

	def count_waiting(self) -> None:
		"""Count all that waits and that nobody counts just now; who was silent is asked later."""
		with self._database.open_session() as session:
			waiting = self._requests(session).list_waiting()
		run_all(partial(self._count, campaign_id) for campaign_id in waiting)

	def _count(self, campaign_id: int) -> None:
		try:
			with self._database.open_session() as session:
				row = self._requests(session).take(campaign_id)
				if row is not None:
					self._build(session, row)
		except AppError as error:
			if isinstance(error, Unavailable):
				raise
			self._fail(campaign_id, error.detail)
		except Exception as error:
			if is_database_away(error):
				raise
			structlog.get_logger().exception("count_broke", campaign_id=campaign_id)
			self._fail(campaign_id, BROKEN)

	def _fail(self, campaign_id: int, error: Text) -> None:
		with self._database.open_session() as session:
			row = self._requests(session).take(campaign_id)
			if row is not None:
				row.state, row.error = CountState.FAILED.value, error
