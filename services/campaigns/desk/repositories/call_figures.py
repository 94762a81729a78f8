"""What calls add up to, kept with each call: of the campaign, and of the member who was called."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
	Date,
	Row,
	SmallInteger,
	Subquery,
	and_,
	cast,
	delete,
	func,
	or_,
	select,
	update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.audiences.domain import CallSum
from campaigns.audiences.models import MemberProgressRow
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.desk.domain import ATTEMPTS, INTERESTS, REACHED, SALES
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_figure import CallFigureRow
from campaigns.desk.models.call_task import CallTaskRow

KEYS = ("campaign_id", "day", "hour", "advisor_id", "result", "round")


def build_sums() -> list[Any]:
	"""Return what calls come to, in the order of `CallSum`."""
	promised = func.count(CallRow.kept_promise)
	return [
		func.count().filter(CallRow.result.in_(ATTEMPTS)),
		*(
			func.coalesce(func.bool_or(CallRow.result.in_(results)), False)
			for results in (REACHED, INTERESTS, SALES)
		),
		promised,
		func.count().filter(CallRow.kept_promise.is_(True)),
	]


class CallFigureRepository:
	"""`zone` is the installation's."""

	def __init__(self, session: Session, zone: str) -> None:
		self._session = session
		self._zone = zone

	def add(self, call: CallRow) -> None:
		"""Count a call with its day, its hour, its advisor and its round."""
		row = CallFigureRow
		day, hour = self._read_moment(call.recorded_at)
		values = {
			"campaign_id": call.campaign_id,
			"day": day,
			"hour": hour,
			"advisor_id": call.advisor_id,
			"result": call.result,
			"round": call.round,
			"calls": 1,
		}
		statement = insert(row).values(**values)
		self._session.execute(
			statement.on_conflict_do_update(index_elements=KEYS, set_={"calls": row.calls + 1})
		)

	def remove(self, call: CallRow, result: str) -> None:
		"""Count a call no more as of a result; a count of none is no row."""
		row = CallFigureRow
		day, hour = self._read_moment(call.recorded_at)
		place = (
			row.campaign_id == call.campaign_id,
			row.day == day,
			row.hour == hour,
			row.advisor_id == call.advisor_id,
			row.result == result,
			row.round == call.round,
		)
		self._session.execute(update(row).where(*place).values(calls=row.calls - 1))
		self._session.execute(delete(row).where(*place, row.calls == 0))

	def sum_member(self, campaign_id: int, customer_id: int) -> CallSum:
		"""Return what the calls to a member add up to."""
		query = select(*build_sums()).where(
			CallRow.customer_id == customer_id, CallRow.campaign_id == campaign_id
		)
		return CallSum(*self._session.execute(query).one())

	def count_campaign(self, campaign_id: int) -> Sequence[Row[str, str, str, int, int]]:
		"""Return a campaign's calls: by result, advisor, day (ISO) and hour."""
		row = CallFigureRow
		day = func.to_char(row.day, "YYYY-MM-DD")
		groups = (row.result, StaffAccountRow.name, day, row.hour)
		query = (
			select(*groups, func.sum(row.calls))
			.join(StaffAccountRow, StaffAccountRow.id == row.advisor_id)
			.where(row.campaign_id == campaign_id)
			.group_by(*groups)
			.order_by(day, row.hour, StaffAccountRow.name)
		)
		return self._session.execute(query).all()

	def count_overdue(self, campaign_id: int, before: datetime) -> int:
		"""Return how many promised calls of a campaign wait since before an instant."""
		row = CallTaskRow
		query = select(func.count()).where(
			row.campaign_id == campaign_id,
			row.is_callback,
			row.state == "pending",
			row.next_attempt_at < before,
		)
		return self._session.scalar(query) or 0

	def find_call_differences(self) -> Sequence[Row[Any]]:
		"""Return where a count is not what the calls come to: there should be nothing."""
		kept, counted = CallFigureRow, self._count_calls()
		same = [getattr(kept, name) == counted.c[name] for name in KEYS]
		query = (
			select(
				*(func.coalesce(getattr(kept, name), counted.c[name]).label(name) for name in KEYS)
			)
			.add_columns(kept.calls.label("kept"), counted.c.calls)
			.join_from(kept, counted, onclause=and_(*same), full=True)
			.where(kept.calls.is_distinct_from(counted.c.calls))
		)
		return self._session.execute(query).all()

	def _count_calls(self) -> Subquery:
		at = func.timezone(self._zone, CallRow.recorded_at)
		groups = (
			CallRow.campaign_id,
			cast(at, Date).label("day"),
			cast(func.extract("hour", at), SmallInteger).label("hour"),
			CallRow.advisor_id,
			CallRow.result,
			CallRow.round,
		)
		return select(*groups, func.count().label("calls")).group_by(*groups).subquery()

	def find_member_differences(self) -> Sequence[Row[Any]]:
		"""Return of whom what is kept is not what the calls come to: there should be nobody."""
		names = CallSum._fields
		sums = [one.label(name) for name, one in zip(names, build_sums(), strict=True)]
		counted = (
			select(AudienceRow.id.label("audience_id"), CallRow.customer_id, *sums)
			.join(AudienceRow, AudienceRow.campaign_id == CallRow.campaign_id)
			.group_by(AudienceRow.id, CallRow.customer_id)
			.subquery()
		)
		kept, nothing = MemberProgressRow, CallSum(0, False, False, False, 0, 0)
		differs = [
			func.coalesce(getattr(kept, name), empty) != func.coalesce(counted.c[name], empty)
			for name, empty in zip(names, nothing, strict=True)
		]
		same = (
			kept.audience_id == counted.c.audience_id, kept.customer_id == counted.c.customer_id
		)  # fmt: skip
		query = (
			select(
				func.coalesce(kept.audience_id, counted.c.audience_id).label("audience_id"),
				func.coalesce(kept.customer_id, counted.c.customer_id).label("customer_id"),
			)
			.join_from(kept, counted, onclause=and_(*same), full=True)
			.where(or_(*differs))
		)
		found: Sequence[Row[Any]] = self._session.execute(query).all()  # type: ignore[assignment]
		return found

	def _read_moment(self, at: datetime) -> tuple[Any, int]:
		local = at.astimezone(ZoneInfo(self._zone))
		return local.date(), local.hour
