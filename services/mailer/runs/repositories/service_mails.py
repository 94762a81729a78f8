"""Runs of one mail each, which a person waits for."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.contracts.mailer.runs import RunKind, RunState
from mailer.runs.models.delivery import OPEN_STATES, DeliveryRow
from mailer.runs.models.run import RunRow
from mailer.runs.repositories.deliveries import WAITING

IS_SERVICE = RunRow.kind == RunKind.SERVICE.value
IS_OPEN = text(f"delivery.state IN {OPEN_STATES}")


class ServiceMailRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add_once(self, request_id: UUID, values: dict[str, object]) -> RunRow | None:
		"""Add the run of a request; None if it has one already."""
		statement = insert(RunRow).values(
			kind=RunKind.SERVICE.value, source_ref=str(request_id), **values
		)
		statement = statement.on_conflict_do_nothing(
			index_elements=["source_ref"], index_where=text("kind = 'service'")
		)
		run_id = self._session.scalar(statement.returning(RunRow.id))
		return None if run_id is None else self._session.get_one(RunRow, run_id)

	def find_due(self, tried: Collection[int] = ()) -> int | None:
		"""Return the oldest run whose mail could leave now, or is over and not closed; not one of
		those that were `tried`.
		"""
		mine = DeliveryRow.run_id == RunRow.id
		is_due = exists().where(
			mine, DeliveryRow.state.in_(WAITING), DeliveryRow.next_attempt_at <= func.now()
		)
		query = select(RunRow.id).where(
			IS_SERVICE,
			RunRow.state == RunState.SENDING.value,
			RunRow.finished_at.is_(None),
			or_(RunRow.not_before.is_(None), RunRow.not_before <= func.clock_timestamp()),
			RunRow.id.not_in(tried),
			or_(is_due, ~exists().where(mine, IS_OPEN)),
		)
		return self._session.scalar(query.order_by(RunRow.id).limit(1))

	def list_stale(self, before: datetime) -> Sequence[int]:
		"""Return open runs that were asked for before an instant."""
		query = select(RunRow.id).where(
			IS_SERVICE, RunRow.finished_at.is_(None), RunRow.created_at < before
		)
		return self._session.scalars(query).all()

	def find_delivery(self, run_id: int) -> DeliveryRow | None:
		"""Return the one mail of a run."""
		return self._session.scalar(select(DeliveryRow).where(DeliveryRow.run_id == run_id))
