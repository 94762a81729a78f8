"""Who holds whom: an advisor has one customer at a time, and keeps it until it is taken."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Select, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from campaigns.campaigns.models.assignment import AssignmentRow
from campaigns.desk.domain import LeaseTerms
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_lease import CallLeaseRow
from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_line import find_next
from campaigns.desk.repositories.callable_tasks import CALLABLE, IS_TIME, TASKS, write_limits

IS_CALLABLE = text(f"SELECT 1 {TASKS} WHERE task.id = :task_id AND {CALLABLE}")
# Once a row is locked: it still waits, and nobody has handed it to somebody else meanwhile.
STILL_WAITS = text(f"""
	SELECT 1 {TASKS} WHERE task.id = :task_id AND {CALLABLE} AND task.state = 'pending'
		AND {IS_TIME} AND (task.advisor_id = :advisor_id OR task.is_callback)
""")
# Who shares a phone is called by one advisor at a time: those who would hold such people take turns
# until their transactions end, and look again (PostgreSQL manual, 13.3.5, «Advisory Locks»).
LOCK_PHONE = text("SELECT pg_advisory_xact_lock(hashtextextended('phone ' || :phone, 0))")
# A hold that is over stays its advisor's until somebody takes the person: a late result still finds
# whom it is about. It must go before HOLD, for the unique index of held customers counts it too.
FREE_PERSON = text("""
	UPDATE call_task SET state = 'pending', lease_token = NULL, leased_until = NULL
	WHERE state = 'leased' AND leased_until < :now AND customer_id IN (
		SELECT CAST(:customer_id AS bigint)
		UNION SELECT merged_id FROM merged_customer WHERE kept_id = :customer_id
		UNION SELECT kept_id FROM merged_customer WHERE merged_id = :customer_id)
""")
# Nobody else is given what an advisor holds past its end, for they may still be talking; who has
# left is not.
FREE_LEFT_BEHIND = text("""
	UPDATE call_task SET state = 'pending', lease_token = NULL, leased_until = NULL
	WHERE state = 'leased' AND leased_until < :now AND EXISTS (
		SELECT FROM staff AS owner WHERE owner.id = call_task.advisor_id
			AND (owner.disabled_at IS NOT NULL OR NOT 'advisor' = ANY(owner.roles)))
""")


class LeaseTaken(Exception):
	"""Somebody was quicker: another advisor at the person, or the advisor in another window."""


class CallLeaseRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def lease_next(
		self,
		advisor_id: int,
		campaign_id: int | None,
		terms: LeaseTerms,
		*,
		now: datetime,
		until: datetime,
	) -> CallTaskRow | None:
		"""Hold the advisor's next customer, or return None where nobody may be called now.

		:raises LeaseTaken: try again
		"""
		try:
			with self._session.begin_nested():
				asked = {
					"advisor_id": advisor_id,
					"campaign_id": campaign_id,
					"campaigns": list(terms.campaigns),
					"now": now,
					"shut_campaigns": [one.campaign_id for one in terms.shut],
					"shut_regions": [one.region for one in terms.shut],
					"hours": json.dumps(dict(terms.hours)) if terms.hours else None,
					**write_limits(terms.limits),
				}
				return self._lease_next(asked, until)
		except IntegrityError as error:  # the unique indexes let one through
			raise LeaseTaken from error

	def _lease_next(self, asked: dict[str, Any], until: datetime) -> CallTaskRow | None:
		found = find_next(self._session, asked, by_best_hour=asked["hours"] is not None)
		if found is None:
			return None
		task_id, customer_id, owner_id, phone = found
		advisor_id, now = asked["advisor_id"], asked["now"]
		self._session.execute(LOCK_PHONE, {"phone": phone})
		still = {"task_id": task_id, "advisor_id": advisor_id, "now": now}
		if self._session.scalar(STILL_WAITS, still) is None:
			raise LeaseTaken
		self._session.execute(FREE_PERSON, {"customer_id": customer_id, "now": now})
		if owner_id != advisor_id:
			self._take_over(task_id, advisor_id, now)
		token = uuid4()
		row = {"token": token, "task_id": task_id, "advisor_id": advisor_id, "taken_at": now}
		self._session.execute(insert(CallLeaseRow).values(row))
		held = {"state": "leased", "lease_token": token, "leased_until": until}
		hold = update(CallTaskRow).where(CallTaskRow.id == task_id).values(held)
		return self._session.scalar(
			hold.returning(CallTaskRow), execution_options={"populate_existing": True}
		)

	def _take_over(self, task_id: int, advisor_id: int, now: datetime) -> None:
		"""Make another advisor's callback the advisor's, in the newest of their assignments."""
		task = self._session.get_one(CallTaskRow, task_id, populate_existing=True)
		row = AssignmentRow
		newest = select(func.max(row.id)).where(
			row.campaign_id == task.campaign_id, row.advisor_id == advisor_id
		)
		place = self._session.scalars(newest).one()
		both = select(row).where(row.id.in_((task.assignment_id, place))).order_by(row.id)
		locked = self._session.scalars(
			both.with_for_update(), execution_options={"populate_existing": True}
		)
		given = {one.id: one for one in locked}
		given[task.assignment_id].assigned -= 1
		given[place].assigned += 1
		task.passed_from, task.passed_at = task.advisor_id, now
		task.advisor_id, task.assignment_id = advisor_id, place
		self._session.flush()

	def find_held(self, advisor_id: int) -> CallTaskRow | None:
		"""Return what the advisor holds, though its time may be over."""
		return self._session.scalar(_select_held(advisor_id))

	def lock_own(self, advisor_id: int) -> CallTaskRow | None:
		"""Return what the advisor holds, to be kept or freed by this transaction alone."""
		return self._session.scalar(_select_held(advisor_id).with_for_update())

	def is_open(self, task: CallTaskRow, now: datetime) -> bool:
		"""Return whether a held customer stays: after its time, who may still be called."""
		in_time = task.leased_until is not None and task.leased_until >= now
		return in_time or self.is_callable(task, now)

	def is_callable(self, task: CallTaskRow, now: datetime) -> bool:
		"""Return whether the customer of a held task may still be called."""
		asked = {"task_id": task.id, "now": now}
		return self._session.scalar(IS_CALLABLE, asked) is not None

	def find(self, advisor_id: int, token: UUID) -> CallLeaseRow | None:
		"""Return the hold of a token, be it over or not."""
		query = select(CallLeaseRow).where(
			CallLeaseRow.token == token, CallLeaseRow.advisor_id == advisor_id
		)
		return self._session.scalar(query)

	def lock_held(self, advisor_id: int, token: UUID) -> CallTaskRow | None:
		"""Return the task that `token` holds, if nobody has taken it since."""
		query = select(CallTaskRow).where(
			CallTaskRow.advisor_id == advisor_id,
			CallTaskRow.lease_token == token,
			CallTaskRow.state == "leased",
		)
		return self._session.scalar(query.with_for_update())

	def lock_task(self, lease: CallLeaseRow) -> CallTaskRow:
		"""Return the task that a hold is or was of."""
		return self._session.get_one(
			CallTaskRow, lease.task_id, with_for_update=True, populate_existing=True
		)

	def is_taken_since(self, lease: CallLeaseRow, person: Sequence[int]) -> bool:
		"""Return whether another advisor has held the person after this hold began."""
		task = aliased(CallTaskRow)
		query = (
			select(CallLeaseRow.token)
			.join(task, task.id == CallLeaseRow.task_id)
			.where(
				task.customer_id.in_(person),
				CallLeaseRow.advisor_id != lease.advisor_id,
				CallLeaseRow.taken_at > lease.taken_at,
			)
		)
		return self._session.scalar(query.limit(1)) is not None

	def is_recorded_since(self, lease: CallLeaseRow) -> bool:
		"""Return whether the task has a later call, of another hold."""
		query = select(CallRow.id).where(
			CallRow.task_id == lease.task_id,
			CallRow.lease_token != lease.token,
			CallRow.recorded_at > lease.taken_at,
		)
		return self._session.scalar(query.limit(1)) is not None

	def free_left_behind(self, now: datetime) -> None:
		"""Give back whom advisors hold who have left, once the hold is over."""
		self._session.execute(FREE_LEFT_BEHIND, {"now": now})

	def purge(self, before: datetime) -> None:
		"""Delete holds of long ago: no window is open that long."""
		self._session.execute(delete(CallLeaseRow).where(CallLeaseRow.taken_at < before))


def _select_held(advisor_id: int) -> Select[CallTaskRow]:
	query = select(CallTaskRow).where(
		CallTaskRow.advisor_id == advisor_id, CallTaskRow.state == "leased"
	)
	return query.execution_options(populate_existing=True)
