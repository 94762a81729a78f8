"""Customers given to advisors."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, text, update
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.campaigns.models.assignment import AssignmentRow
from campaigns.desk.models.call_task import CallTaskRow
from chasqui.contracts.campaigns.assignments import EVERYBODY, GivenCustomers
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.stand_ins import write_same
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say

# Whom no advisor has, and who may be called; who is held out never is.
FREE = """
	FROM audience_member AS member
	WHERE member.audience_id = :audience_id AND member.may_phone AND member.phone IS NOT NULL
		AND (CAST(:province AS text) IS NULL OR member.province = :province)
		AND (CAST(:language AS text) IS NULL OR member.language = :language)
		AND (CAST(:income_from AS numeric) IS NULL OR member.income >= :income_from)
		AND NOT EXISTS (
			SELECT FROM call_task AS task
			WHERE task.campaign_id = :campaign_id AND task.customer_id = member.customer_id)
		AND NOT EXISTS (
			SELECT FROM objection AS no
			WHERE no.customer_id = member.customer_id AND no.channel = 'phone')
		AND NOT EXISTS (
			SELECT FROM holdout_member AS held
			WHERE held.audience_id = member.audience_id
				AND held.customer_id = member.customer_id)
"""
# Whoever said no to another campaign is left in peace by this one too, though it comes later, by
# whichever of the person's records: few have several, so that the others are not searched for.
RESTS_UNTIL = f"""(
	SELECT max(call.rests_until) FROM call
	WHERE call.customer_id = ANY(
			CASE WHEN member.customer_id IN (
				SELECT merged_id FROM merged_customer UNION SELECT kept_id FROM merged_customer)
			THEN ARRAY({write_same("merged_customer", "member.customer_id")})
			ELSE ARRAY[member.customer_id] END)
		AND call.rests_until > :now)
"""  # noqa: S608 - our own tables
COUNT_FREE = text(f"SELECT count(*) {FREE}")
# Advisors' customers come in a scattered but repeatable order, so that no advisor gets all the
# oldest ones and a test can predict who comes next.
ASSIGN = text(f"""
	INSERT INTO call_task
		(assignment_id, campaign_id, audience_id, customer_id, advisor_id, next_attempt_at)
	SELECT :assignment_id, :campaign_id, member.audience_id, member.customer_id, :advisor_id,
		{RESTS_UNTIL}
	{FREE}
	ORDER BY md5(CONCAT(member.customer_id, '-', CAST(:campaign_id AS bigint))), member.customer_id
	LIMIT :count
""")
# Nobody has called them, held them or looked at their risk: it is as if they were never given.
TAKE_BACK = text("""
	DELETE FROM call_task AS task
	WHERE task.assignment_id = :assignment_id AND task.state = 'pending'
		AND NOT EXISTS (SELECT FROM call WHERE call.task_id = task.id)
		AND NOT EXISTS (SELECT FROM call_lease AS lease WHERE lease.task_id = task.id)
		AND NOT EXISTS (SELECT FROM call_fold AS fold WHERE fold.task_id = task.id)
		AND NOT EXISTS (SELECT FROM risk_check AS look WHERE look.task_id = task.id)
""")


class AssignmentRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, row: AssignmentRow) -> None:
		self._session.add(row)
		self._session.flush()

	def get(self, assignment_id: int) -> AssignmentRow:
		""":raises NotFound: there is none"""
		row = self._session.get(AssignmentRow, assignment_id)
		if row is None:
			raise NotFound(say("La asignación no existe."))
		return row

	def count_free(self, campaign_id: int, audience_id: int, among: GivenCustomers) -> int:
		"""Return how many callable customers no advisor has, among those that are meant."""
		asked = {"campaign_id": campaign_id, "audience_id": audience_id, **_read(among)}
		return int(self._session.scalar(COUNT_FREE, asked) or 0)

	def take_back(self, row: AssignmentRow) -> int:
		"""Take back whom the advisor has not begun with; return how many."""
		result = self._session.execute(TAKE_BACK, {"assignment_id": row.id})
		return int(result.rowcount)  # type: ignore[attr-defined]

	def give_customers(
		self, row: AssignmentRow, audience_id: int, among: GivenCustomers = EVERYBODY
	) -> int:
		"""Give up to `row.asked` callable customers that no advisor has; return how many."""
		result = self._session.execute(
			ASSIGN,
			{
				"assignment_id": row.id,
				"campaign_id": row.campaign_id,
				"advisor_id": row.advisor_id,
				"audience_id": audience_id,
				**_read(among),
				"count": row.asked,
				"now": read_now(),
			},
		)
		return int(result.rowcount)  # type: ignore[attr-defined]

	def hand_over(
		self, row: AssignmentRow, from_advisor_id: int, *, callbacks_only: bool, now: datetime
	) -> int:
		"""Give the advisor of `row` what another has yet to call; return how many.

		Whom the other holds just now stays, for they may be talking; a hold that is over does not.
		"""
		query = update(CallTaskRow).where(
			CallTaskRow.campaign_id == row.campaign_id,
			CallTaskRow.advisor_id == from_advisor_id,
			(CallTaskRow.state == "pending")
			| ((CallTaskRow.state == "leased") & (CallTaskRow.leased_until < now)),
		)
		if callbacks_only:
			query = query.where(CallTaskRow.is_callback)
		given = {"assignment_id": row.id, "advisor_id": row.advisor_id}
		free = {"state": "pending", "lease_token": None, "leased_until": None}
		result = self._session.execute(query.values({**given, **free}))
		return int(result.rowcount)  # type: ignore[attr-defined]

	def list_by_campaign(self, campaign_id: int) -> list[Row[AssignmentRow, str]]:
		"""Return a campaign's assignments, newest first, with the advisor."""
		query = (
			select(AssignmentRow, StaffAccountRow.name)
			.join(StaffAccountRow, StaffAccountRow.id == AssignmentRow.advisor_id)
			.where(AssignmentRow.campaign_id == campaign_id)
			.order_by(AssignmentRow.id.desc())
		)
		return list(self._session.execute(query))


def _read(among: GivenCustomers) -> dict[str, Any]:
	return {name: getattr(among, name) for name in GivenCustomers.model_fields}
