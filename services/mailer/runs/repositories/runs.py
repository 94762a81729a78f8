"""Runs: opened, paused, resumed, cancelled, finished; each move conditional on the state."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from chasqui.contracts.jobs import JobAct
from chasqui.contracts.mailer.runs import RunKind, RunQuery, RunState
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.listings import Condition, Filters, pick_columns
from chasqui.kernel.jobs.repository import JobRepository
from chasqui.kernel.texts.text import Text, say
from mailer.runs.domain.reasons import PausedBy, SkipReason
from mailer.runs.models.run import RunRow
from mailer.runs.repositories.fillings import LIVE, FillJobStore

OPEN = (*LIVE, RunState.PAUSED.value)
WITHOUT_MAIL = (RunState.CANCELLED.value, RunState.FAILED.value, RunState.MISSED.value)
IS_CAMPAIGNS_OWN = RunRow.kind != RunKind.SERVICE.value


def _leave_out_single(asked: RunQuery) -> list[Condition]:
	"""Leave service mails, one run each, out of a list that does not ask for them."""
	return [] if asked.kind is not None else [IS_CAMPAIGNS_OWN]


FILTERS = Filters(pick_columns(RunRow, "campaign_id", "kind"), rules=[_leave_out_single])
LOCK_OPENINGS = text("""
	SELECT pg_advisory_xact_lock(hashtextextended('open_run ' || :campaign_id, 0))
""")


class RunRepository(FillJobStore, JobRepository[RunRow]):
	"""All runs, through one session."""

	missing = (say("El envío no existe."), "run_not_found")

	def find_sending(self, run_id: int) -> RunRow | None:
		"""Return a run of which mails may leave now; None where it waits or is not sent."""
		is_slowed = RunRow.not_before > func.clock_timestamp()
		query = select(RunRow).where(
			RunRow.id == run_id,
			RunRow.state == RunState.SENDING.value,
			is_slowed.is_not(True),
		)
		return self._session.scalar(query)

	def find(self, run_id: int) -> RunRow:
		"""Return a run as it is now; NotFound if there is none."""
		return self.get(run_id, fresh=True)

	def list_filtered(self, query: RunQuery) -> tuple[list[RunRow], str | None]:
		"""Return runs, the newest first."""
		return self.list_page(query, *FILTERS.build(query))

	def find_repeated(self, campaign_id: int, since: datetime) -> RunRow | None:
		"""Return the newest run to a campaign's audience since an instant, of whatever design.

		Openings for one campaign take turns until their transactions end, so that two at once see
		each other. A cancelled, failed or missed run is no reason to ask.
		"""
		self._session.execute(LOCK_OPENINGS, {"campaign_id": campaign_id})
		query = select(RunRow).where(
			RunRow.campaign_id == campaign_id,
			RunRow.kind.in_((RunKind.ON_DEMAND.value, RunKind.MONTHLY.value)),
			RunRow.created_at >= since,
			RunRow.state.not_in(WITHOUT_MAIL),
		)
		return self._session.scalar(query.order_by(RunRow.id.desc()).limit(1))

	def mark_filled(self, row: RunRow, count: int) -> None:
		"""Let a run that was filled at its opening be sent."""
		row.eligible, row.state = count, RunState.SENDING.value
		row.filled_at = row.started_at = read_now()
		self._session.flush()

	def add_once(self, values: dict[str, object]) -> int | None:
		"""Add the run of a campaign's month; None if that month has one already."""
		statement = insert(RunRow).values(**values)
		statement = statement.on_conflict_do_nothing(index_elements=["campaign_id", "period"])
		return self._session.scalar(statement.returning(RunRow.id))

	def list_periods(self, campaign_id: int) -> set[str]:
		"""Return the months of a campaign that have a run, missed ones too."""
		query = select(RunRow.period).where(RunRow.campaign_id == campaign_id)
		return {period for period in self._session.scalars(query) if period is not None}

	def list_open(self) -> Sequence[RunRow]:
		"""Return all runs that are not finished."""
		query = select(RunRow).where(RunRow.finished_at.is_(None)).order_by(RunRow.id)
		return self._session.scalars(query).all()

	def list_for_campaign(self, campaign_id: int) -> list[int]:
		"""Return the ids of a campaign's open runs; what a person waits for follows no phase."""
		query = select(RunRow.id).where(
			RunRow.campaign_id == campaign_id, RunRow.finished_at.is_(None), IS_CAMPAIGNS_OWN
		)
		return list(self._session.scalars(query))

	def pause(self, run_id: int, by: PausedBy, reason: Text) -> bool:
		"""Stop a run that is being filled or sent; False if it is not."""
		return self.act(run_id, JobAct.PAUSE, paused_by=by.value, state_reason=reason)

	def resume(self, run_id: int, only_if_by: PausedBy | None = None) -> bool:
		"""Let a paused run go on, from where it was; False if it is not paused (by that one)."""
		conditions = [] if only_if_by is None else [RunRow.paused_by == only_if_by.value]
		return self.act(run_id, JobAct.RESUME, *conditions)

	def cancel(self, run_id: int, closing: SkipReason, reason: Text) -> bool:
		"""End an open run: what has not left is skipped soon after; False if it is not open."""
		reasons = {"closing_reason": closing.value, "state_reason": reason}
		return self.act(run_id, JobAct.CANCEL, **reasons)

	def fail(self, run_id: int, reason: Text) -> bool:
		"""End a run that could not be filled, with the reason for people."""
		return self._move(
			run_id,
			OPEN,
			state="failed",
			lease_token=None,
			state_reason=reason,
			finished_at=func.now(),
		)

	def slow_down(self, run_id: int, wait: timedelta, reason: Text) -> int:
		"""Let nobody send of a run for a while; return its failures in a row."""
		statement = (
			update(RunRow)
			.where(RunRow.id == run_id)
			.values(
				attempts=RunRow.attempts + 1,
				not_before=func.clock_timestamp() + wait,
				state_reason=reason,
			)
			.returning(RunRow.attempts)
		)
		return int(self._session.scalar(statement) or 0)

	def clear_trouble(self, run_id: int) -> None:
		"""Clear past failures of a run whose mails go out again."""
		self._move(run_id, LIVE, RunRow.attempts > 0, attempts=0, state_reason=None)

	def _move(
		self,
		run_id: int,
		states: tuple[str, ...],
		*conditions: ColumnElement[bool],
		**values: object,
	) -> bool:
		return self._change(run_id, values, RunRow.state.in_(states), *conditions)
