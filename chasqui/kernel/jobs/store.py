"""The one SQL of long work: who holds a job, until when, and whose word still counts.

All of it by the database's clock, and by its present instant: a long transaction's `now()` stands
still. It runs in a session or on a bare connection, so that progress is reported in the transaction
of the work that it counts.
"""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID, uuid4

import psycopg
from sqlalchemy import ColumnElement, Update, and_, func, or_, select, text, update
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.orm import Session

from chasqui.contracts.jobs import JobAct
from chasqui.kernel.data.presence import ask_absence, hold_presence
from chasqui.kernel.jobs.declared import DeclaredJob, Row

Place = Session | psycopg.Connection[Any]
DIALECT = PGDialect_psycopg()  # type: ignore[no-untyped-call]
FREE: Mapping[str, object] = {"lease_token": None, "leased_until": None}


class LeaseLost(Exception):
	"""Another worker took the job over, or a person stopped it; what is uncommitted is void."""


class JobStore(DeclaredJob[Row]):
	"""The jobs of one kind, as its subclass declares it."""

	def __init__(self, place: Place) -> None:
		self._place = place

	def claim(self, job_id: int, seconds: float) -> UUID | None:
		"""Take the lease; None where it is held, has to wait, or asks for nothing."""
		token = uuid4()
		if self.shows_presence and isinstance(self._place, psycopg.Connection):
			hold_presence(self._place, token)
		values = {**self.claimed, "lease_token": token, "leased_until": _after(seconds)}
		values["attempts"] = self.row.attempts + 1
		return token if self._change(job_id, values, self.is_open, self._is_free()) else None

	def list_waiting(self) -> list[int]:
		"""Return the jobs that somebody may begin with, the oldest first."""
		query = select(self.row.id).where(self.is_open, self._is_free()).order_by(self.row.id)
		return list(self._session.scalars(query))

	def hold(self, job_id: int, token: UUID, seconds: float) -> Row | None:
		"""Return the row, locked until the transaction ends, its lease prolonged; None if lost."""
		if not self.renew(job_id, token, seconds):
			return None
		return cast(Row | None, self._session.get(self.row, job_id, populate_existing=True))

	def renew(self, job_id: int, token: UUID, seconds: float, **values: object) -> bool:
		"""Prolong the lease and report how far it is; False where it is lost."""
		return self._change_held(job_id, token, {**values, "leased_until": _after(seconds)})

	def step(
		self, job_id: int, token: UUID, seconds: float, counts: Mapping[str, int], **values: object
	) -> bool:
		"""Add to the counters in the transaction of what they count; False where it is lost."""
		sums = {name: getattr(self.row, name) + count for name, count in counts.items()}
		return self.renew(job_id, token, seconds, **{"attempts": 0, **sums, **values})

	def advance(self, job_id: int, token: UUID, **values: object) -> bool:
		"""End a stage and let the lease go; False where it is lost."""
		return self._change_held(job_id, token, {"attempts": 0, **values, **FREE})

	def postpone(self, job_id: int, token: UUID, seconds: float, **values: object) -> bool:
		"""Let the lease go, and nobody begin again for a while; False where it is lost."""
		return self._change_held(job_id, token, {**values, **FREE, "not_before": _after(seconds)})

	def finish(self, job_id: int, token: UUID, **values: object) -> bool:
		"""End the job; False where it is lost."""
		end = {self.ended: func.clock_timestamp(), "not_before": None}
		return self.advance(job_id, token, **{**end, **values})

	def stop(self, job_id: int, *when: ColumnElement[bool], **values: object) -> bool:
		"""Take the job from whoever holds it; False where it is not as `when` says."""
		return self._change(job_id, {"not_before": None, "attempts": 0, **values, **FREE}, *when)

	def act(self, job_id: int, act: JobAct, *when: ColumnElement[bool], **values: object) -> bool:
		"""Do what a person asks; False where the job is not so, or no longer, that it may be."""
		change = self.acts.get(act)
		if change is None:
			return False
		allowed = [*when, self.row.state.in_(change.froms)]
		if change.needs:
			allowed.append(getattr(self.row, change.needs).is_not(None))
		values = {**change.values, **values}
		if change.keeps_holder:
			return self._change(job_id, values, *allowed)
		return self.stop(job_id, *allowed, **values)

	def _change_held(self, job_id: int, token: UUID, values: Mapping[str, object]) -> bool:
		return self._change(job_id, values, self.row.lease_token == token)

	def _change(
		self, job_id: int, values: Mapping[str, object], *when: ColumnElement[bool]
	) -> bool:
		named = {getattr(self.row, name): value for name, value in values.items()}
		statement = update(self.row).where(self.row.id == job_id, *when).values(named)
		return bool(execute(self._place, statement))

	def _is_free(self) -> ColumnElement[bool]:
		row, now = self.row, func.clock_timestamp()
		is_over = or_(row.leased_until.is_(None), row.leased_until < now)
		if self.shows_presence:
			token = row.lease_token.property.columns[0].name
			is_over = or_(is_over, and_(row.lease_token.is_not(None), text(ask_absence(token))))
		return and_(is_over, or_(row.not_before.is_(None), row.not_before <= now))

	@property
	def _session(self) -> Session:
		assert isinstance(self._place, Session)
		return self._place


def execute(place: Place, statement: Update) -> int:
	"""Return how many rows a statement changed, in a session or on a bare connection."""
	if isinstance(place, Session):
		options = {"synchronize_session": False}
		result = place.execute(statement, execution_options=options)
		return int(result.rowcount)  # type: ignore[attr-defined]
	compiled = statement.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})
	return place.execute(str(compiled), compiled.params).rowcount


def _after(seconds: float) -> ColumnElement[Any]:
	return func.clock_timestamp() + func.make_interval(0, 0, 0, 0, 0, 0, seconds)
