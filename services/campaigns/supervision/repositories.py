"""What advisors do now, and what their day came to."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.desk.domain import ATTEMPTS, CONTACTS, SALES
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_lease import CallLeaseRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.supervision.models import AdvisorPauseRow, DayGoalsRow
from chasqui.contracts.campaigns.campaigns import Phase

GOALS = 1
# A pause ends by itself when its advisor takes a customer.
END_TAKEN = text("""
	UPDATE advisor_pause AS pause SET ended_at = (
		SELECT min(lease.taken_at) FROM call_lease AS lease
		WHERE lease.advisor_id = pause.advisor_id AND lease.taken_at > pause.started_at)
	WHERE pause.ended_at IS NULL AND EXISTS (
		SELECT FROM call_lease AS lease
		WHERE lease.advisor_id = pause.advisor_id AND lease.taken_at > pause.started_at)
""")


class PauseRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def end_taken(self) -> None:
		"""End the pauses of who has taken a customer since."""
		self._session.execute(END_TAKEN)

	def find_open(self, advisor_id: int) -> AdvisorPauseRow | None:
		row = AdvisorPauseRow
		query = select(row).where(row.advisor_id == advisor_id, row.ended_at.is_(None))
		return self._session.scalar(query)

	def begin(self, advisor_id: int, code: str, now: datetime) -> None:
		"""Begin a pause; of one that is open only the reason changes."""
		row = AdvisorPauseRow
		statement = insert(row).values(advisor_id=advisor_id, code=code, started_at=now)
		self._session.execute(
			statement.on_conflict_do_update(
				index_elements=["advisor_id"],
				index_where=row.ended_at.is_(None),
				set_={"code": code},
			)
		)

	def end(self, advisor_id: int, now: datetime) -> None:
		"""End the advisor's pause; silent where none is open."""
		row = AdvisorPauseRow
		query = update(row).where(row.advisor_id == advisor_id, row.ended_at.is_(None))
		self._session.execute(query.values(ended_at=now))

	def sum_day(self, since: datetime, now: datetime) -> dict[int, int]:
		"""Return how many seconds advisors have paused since an instant."""
		row = AdvisorPauseRow
		length = func.coalesce(row.ended_at, now) - func.greatest(row.started_at, since)
		query = select(row.advisor_id, func.sum(func.extract("epoch", length))).where(
			func.coalesce(row.ended_at, now) > since
		)
		return {
			one[0]: int(one[1]) for one in self._session.execute(query.group_by(row.advisor_id))
		}


class BoardRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def map_held(self, now: datetime) -> Mapping[int, Row[Any, Any, Any, Any]]:
		"""Return, by advisor, ``advisor_id, campaign_id, name, taken_at`` of whom they hold."""
		task, lease = CallTaskRow, CallLeaseRow
		query = (
			select(task.advisor_id, task.campaign_id, CampaignRow.name, lease.taken_at)
			.join(CampaignRow, CampaignRow.id == task.campaign_id)
			.join(lease, lease.token == task.lease_token)
			.where(task.state == "leased", task.leased_until >= now)
		)
		return {one[0]: one for one in self._session.execute(query)}

	def map_pauses(self) -> dict[int, AdvisorPauseRow]:
		"""Return the pauses that are open, by advisor."""
		query = select(AdvisorPauseRow).where(AdvisorPauseRow.ended_at.is_(None))
		return {one.advisor_id: one for one in self._session.scalars(query)}

	def map_day(self, advisors: Sequence[int], since: datetime) -> dict[int, dict[str, Any]]:
		"""Return what each advisor's calls since an instant come to, and when the last was."""
		row = CallRow
		is_attempt = row.result.in_(ATTEMPTS)
		query = select(
			row.advisor_id,
			func.count().filter(is_attempt).label("calls"),
			func.count().filter(row.result.in_(CONTACTS)).label("contacts"),
			func.count().filter(row.result.in_(SALES)).label("sales"),
			func.count().filter(~is_attempt).label("skipped"),
			func.coalesce(func.sum(row.seconds), 0).label("seconds"),
			func.max(row.recorded_at).label("last"),
		).where(row.advisor_id.in_(advisors), row.recorded_at >= since)
		found = self._session.execute(query.group_by(row.advisor_id)).mappings()
		return {one["advisor_id"]: dict(one) for one in found}

	def map_waiting(self, now: datetime) -> dict[int, tuple[int, int]]:
		"""Return, by advisor, who waits in campaigns in execution, and promised calls that are
		late.
		"""
		row = CallTaskRow
		is_late = row.is_callback & (row.next_attempt_at < now)
		query = (
			select(row.advisor_id, func.count(), func.count().filter(is_late))
			.join(CampaignRow, CampaignRow.id == row.campaign_id)
			.where(row.state == "pending", CampaignRow.phase == Phase.IN_EXECUTION.value)
			.group_by(row.advisor_id)
		)
		return {one[0]: (one[1], one[2]) for one in self._session.execute(query)}

	def find_goals(self, *, lock: bool = False) -> DayGoalsRow | None:
		return self._session.get(DayGoalsRow, GOALS, with_for_update=lock or None)

	def keep_goals(self, row: DayGoalsRow) -> None:
		self._session.add(row)
		self._session.flush()
