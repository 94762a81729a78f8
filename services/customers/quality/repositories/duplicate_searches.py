"""Searches for duplicates as jobs, and the steps of one."""

from typing import Any

import psycopg
from sqlalchemy import and_, delete, exists, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from chasqui.contracts.jobs import JobAct, JobKind
from chasqui.kernel.jobs.acts import cancel_from
from chasqui.kernel.jobs.repository import JobRepository
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.quality.models.duplicate_search import DuplicateSearchRow
from customers.quality.repositories.duplicate_sql import (
	DELETE_GONE,
	KEEP_FOUND,
	MOST,
	STAGING,
	STEPS,
)

QUEUED, RUNNING = "queued", "running"
OTHER = aliased(DuplicateSearchRow)


class DuplicateSearchRepository(JobRepository[DuplicateSearchRow]):
	"""One is `running` at a time; another one may wait, and so sees what has come since."""

	row = DuplicateSearchRow
	kind = JobKind.DUPLICATES
	busy = (QUEUED, RUNNING)
	is_open = or_(
		DuplicateSearchRow.state == RUNNING,
		and_(DuplicateSearchRow.state == QUEUED, ~exists().where(OTHER.state == RUNNING)),
	)
	claimed = {"state": RUNNING}  # noqa: RUF012 - the same for all
	acts = {JobAct.CANCEL: cancel_from(*busy)}  # noqa: RUF012 - the same for all
	missing = (say("No existe esa búsqueda."), "no_search")
	shows_presence = True

	def request(self, actor: Actor) -> DuplicateSearchRow:
		"""Return a search that has not begun: the one that waits already, or a new one."""
		values = {"total": len(STEPS), "requested_by": actor.subject, "requested_name": actor.name}
		self._session.execute(
			insert(DuplicateSearchRow).values(state=QUEUED, **values).on_conflict_do_nothing()
		)
		waiting = select(DuplicateSearchRow).where(DuplicateSearchRow.state == QUEUED)
		row = self._session.scalars(waiting.with_for_update()).first()
		# Begun between both statements: then a new one may wait.
		return row or self.request(actor)

	def delete_old(self, days: int) -> None:
		"""Delete searches that ended so long ago; what they found has long been decided about."""
		longest = func.make_interval(0, 0, 0, days)
		ended = DuplicateSearchRow.finished_at < func.now() - longest
		self._session.execute(delete(DuplicateSearchRow).where(ended))


class DuplicateSearchLoader:
	"""The steps of a search, in one transaction: one that was stopped has changed nothing."""

	def __init__(self, session: Session) -> None:
		connection: Any = session.connection().connection.driver_connection
		self._connection: psycopg.Connection[Any] = connection

	def prepare(self) -> None:
		"""Delete pairs that are none any longer, and have a place for what will be found."""
		self._connection.execute(DELETE_GONE)
		self._connection.execute(STAGING)

	def take(self, step: str) -> None:
		"""Note the pairs of one reason."""
		self._connection.execute(step, {"most": MOST})

	def keep_found(self) -> int:
		"""Write what was found; return how many pairs are new."""
		rows = self._connection.execute(KEEP_FOUND).fetchall()
		return sum(1 for (is_new,) in rows if is_new)
