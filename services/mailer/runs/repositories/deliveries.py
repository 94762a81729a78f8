"""The ledger as people and events see it: counts, pages, erasure, changed addresses."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import case, func, or_, select, update
from sqlalchemy.orm import Session

from chasqui.contracts.mailer.runs import DeliveryQuery, DeliveryState, RunCounts
from chasqui.kernel.data.listings import Condition, Filters, Listing, pick_columns
from chasqui.kernel.personal.erasing import erase_person
from chasqui.kernel.personal.keys import PersonKeys
from mailer.features import load_metadata
from mailer.runs.domain.reasons import SkipReason
from mailer.runs.models.delivery import DeliveryRow
from mailer.runs.models.run import RunRow
from mailer.tables import Table

WAITING = (DeliveryState.QUEUED.value, DeliveryState.DEFERRED.value)
METRICS_WINDOW = timedelta(days=1)
RATE_WINDOW = timedelta(minutes=1)


def _match(asked: DeliveryQuery) -> list[Condition]:
	"""Return what holds for who has the address, or is one of those that were found by name."""
	found = DeliveryRow.customer_id.in_(asked.customer_ids)
	if not asked.q:
		return [found] if asked.customer_ids else []
	return [or_(found, DeliveryRow.email.contains(asked.q.lower(), autoescape=True))]


DELIVERIES = Listing[DeliveryRow](
	select(DeliveryRow),
	DeliveryRow.id,
	Filters(pick_columns(DeliveryRow, "state", "reason"), rules=[_match]),
)


class DeliveryRepository:
	"""All deliveries, through one session."""

	def __init__(self, session: Session) -> None:
		self._session = session

	def count_states(self, runs: Sequence[RunRow]) -> dict[int, tuple[RunCounts, int]]:
		"""Return for each run its counts and its mails of the last minute, in one statement."""
		counts: dict[int, tuple[RunCounts, int]] = {
			run.id: (RunCounts(eligible=run.eligible, by_state={}), 0) for run in runs
		}
		recent = func.count(case((DeliveryRow.updated_at > func.now() - RATE_WINDOW, 1)))
		query = (
			select(DeliveryRow.run_id, DeliveryRow.state, DeliveryRow.reason, func.count(), recent)
			.where(DeliveryRow.run_id.in_(list(counts)))
			.group_by(DeliveryRow.run_id, DeliveryRow.state, DeliveryRow.reason)
		)
		for run_id, state, reason, number, latest in self._session.execute(query):
			found, per_minute = counts[run_id]
			_add_count(found, DeliveryState(state), reason, number)
			if state == DeliveryState.ACCEPTED:
				counts[run_id] = (found, per_minute + latest)
		return counts

	def count_open(self) -> dict[str, int]:
		"""Return deliveries by state, of runs that are open or ended within a day."""
		is_current = RunRow.finished_at.is_(None) | (
			RunRow.finished_at > func.now() - METRICS_WINDOW
		)
		query = (
			select(DeliveryRow.state, func.count().label("number"))
			.join(RunRow, RunRow.id == DeliveryRow.run_id)
			.where(is_current)
			.group_by(DeliveryRow.state)
		)
		return {row.state: row.number for row in self._session.execute(query)}

	def count_eligible(self) -> int:
		"""Return what the same runs were filled with."""
		is_current = RunRow.finished_at.is_(None) | (
			RunRow.finished_at > func.now() - METRICS_WINDOW
		)
		return int(self._session.scalar(select(func.sum(RunRow.eligible)).where(is_current)) or 0)

	def find(self, delivery_id: int) -> DeliveryRow | None:
		"""Return a delivery, or None."""
		return self._session.get(DeliveryRow, delivery_id)

	def list_page(self, run_id: int, asked: DeliveryQuery) -> tuple[list[DeliveryRow], str | None]:
		"""Return deliveries of a run in the order of their ids."""
		return DELIVERIES.fetch_page(self._session, asked, DeliveryRow.run_id == run_id)

	def skip_waiting(self, customer_id: int, reason: SkipReason) -> None:
		"""Skip what waits for a person."""
		mine = update(DeliveryRow).where(
			DeliveryRow.customer_id == customer_id, DeliveryRow.state.in_(WAITING)
		)
		news = {"state": DeliveryState.SKIPPED.value, "reason": reason.value}
		self._session.execute(mine.values(**news, updated_at=func.now()))

	def erase_person(self, keys: PersonKeys) -> None:
		"""Erase who the deliveries of a person went to; the rows stay for the counts.

		A row that a worker holds loses its address too: it can no longer become «sending».
		"""
		for customer_id in keys.ids:
			self.skip_waiting(customer_id, SkipReason.ERASED)
		load_metadata()  # the registry is whole only then
		erase_person(self._session, Table.registry, keys)


def _add_count(counts: RunCounts, state: DeliveryState, reason: str | None, number: int) -> None:
	counts.by_state[state] = counts.by_state.get(state, 0) + number
	details = {
		DeliveryState.SKIPPED: counts.skipped_by_reason,
		DeliveryState.FAILED: counts.failed_by_reason,
	}.get(state)
	if details is not None:
		key = reason or "unknown"
		details[key] = details.get(key, 0) + number
