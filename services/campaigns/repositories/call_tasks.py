"""The advisors' queues: who is called next, and who holds whom."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, or_, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from campaigns.models.audience_member import AudienceMember
from campaigns.models.call_task import CallTask
from campaigns.models.campaign import CampaignRow
from chasqui.contracts.campaigns import Phase

# Two advisors may reach for the same person in two campaigns; the unique index lets one through.
LEASE_TRIES = 3
FREE_EXPIRED = text("""
	UPDATE call_task SET state = 'pending', lease_token = NULL, leased_until = NULL
	WHERE state = 'leased' AND leased_until < :now
""")
# Due callbacks first, then who was never called, then who is called again.
LEASE_NEXT = text("""
	UPDATE call_task SET state = 'leased', lease_token = :token, leased_until = :until
	WHERE id = (
		SELECT task.id
		FROM call_task AS task
		JOIN campaign ON campaign.id = task.campaign_id AND campaign.phase = 'in_execution'
		JOIN audience_member AS member
			ON member.audience_id = task.audience_id AND member.customer_id = task.customer_id
		WHERE task.advisor_id = :advisor_id AND task.state = 'pending'
			AND (CAST(:campaign_id AS bigint) IS NULL OR task.campaign_id = :campaign_id)
			AND (task.next_attempt_at IS NULL OR task.next_attempt_at <= :now)
			AND member.may_phone AND member.phone IS NOT NULL
			AND NOT EXISTS (
				SELECT FROM objection AS no
				WHERE no.customer_id = task.customer_id AND no.channel = 'phone')
			AND NOT EXISTS (
				SELECT FROM call_task AS other
				WHERE other.customer_id = task.customer_id AND other.state = 'leased')
			AND NOT EXISTS (
				SELECT FROM call_task AS other JOIN merged_customer AS same
					ON (same.merged_id, same.kept_id) = (other.customer_id, task.customer_id)
					OR (same.merged_id, same.kept_id) = (task.customer_id, other.customer_id)
				WHERE other.state = 'leased')
		ORDER BY task.is_callback DESC, task.next_attempt_at NULLS FIRST, task.id
		LIMIT 1
		FOR UPDATE OF task SKIP LOCKED)
	RETURNING id
""")


class CallTaskRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def free_expired(self, now: datetime) -> None:
		"""Give back what advisors held beyond their leases."""
		self._session.execute(FREE_EXPIRED, {"now": now})

	def lease_next(
		self,
		advisor_id: int,
		campaign_id: int | None,
		token: UUID,
		*,
		now: datetime,
		until: datetime,
	) -> CallTask | None:
		"""Hold the advisor's next customer, or return None where nobody may be called now."""
		values = {
			"advisor_id": advisor_id,
			"campaign_id": campaign_id,
			"token": token,
			"now": now,
			"until": until,
		}
		for _ in range(LEASE_TRIES):
			try:
				with self._session.begin_nested():
					task_id = self._session.scalar(LEASE_NEXT, values)
			except IntegrityError:
				continue
			return self._session.get(CallTask, task_id, populate_existing=True) if task_id else None
		return None

	def find_lease(self, advisor_id: int, now: datetime) -> CallTask | None:
		"""Return what the advisor holds."""
		query = select(CallTask).where(
			CallTask.advisor_id == advisor_id,
			CallTask.state == "leased",
			CallTask.leased_until >= now,
		)
		return self._session.scalars(query.order_by(CallTask.id)).first()

	def lock_by_token(self, advisor_id: int, token: UUID) -> CallTask | None:
		"""Return the task that `token` holds, if nobody has taken it since."""
		query = select(CallTask).where(
			CallTask.advisor_id == advisor_id, CallTask.lease_token == token
		)
		return self._session.scalar(query.with_for_update())

	def find_member(self, task: CallTask) -> AudienceMember:
		return self._session.get_one(AudienceMember, (task.audience_id, task.customer_id))

	def count_queue(self, advisor_id: int, now: datetime) -> Row[int, int]:
		"""Return what an advisor has pending in campaigns in execution, and the callbacks due."""
		due = CallTask.is_callback & (CallTask.next_attempt_at <= now)
		query = (
			select(func.count(), func.count().filter(due))
			.select_from(CallTask)
			.join(CampaignRow, CampaignRow.id == CallTask.campaign_id)
			.where(*_is_waiting(advisor_id))
		)
		return self._session.execute(query).one()

	def count_by_campaign(self, advisor_id: int) -> list[Row[int, str, int]]:
		"""Return the advisor's campaigns in execution with what is pending in each."""
		query = (
			select(CampaignRow.id, CampaignRow.name, func.count())
			.join(CallTask, CallTask.campaign_id == CampaignRow.id)
			.where(*_is_waiting(advisor_id))
			.group_by(CampaignRow.id, CampaignRow.name)
			.order_by(CampaignRow.name, CampaignRow.id)
		)
		return list(self._session.execute(query))

	def withdraw(self, person: Sequence[int]) -> None:
		"""Take a person out of every queue and every open lease."""
		query = update(CallTask).where(
			CallTask.customer_id.in_(person), CallTask.state.in_(("pending", "leased"))
		)
		self._session.execute(query.values(state="withdrawn", lease_token=None, leased_until=None))

	def rest(self, person: Sequence[int], until: datetime, *, except_task: int) -> None:
		"""Call the person in no other campaign before `until`."""
		query = update(CallTask).where(
			CallTask.customer_id.in_(person),
			CallTask.id != except_task,
			CallTask.state == "pending",
			or_(CallTask.next_attempt_at.is_(None), CallTask.next_attempt_at < until),
		)
		self._session.execute(query.values(next_attempt_at=until))


def _is_waiting(advisor_id: int) -> tuple[Any, ...]:
	return (
		CallTask.advisor_id == advisor_id,
		CallTask.state.in_(("pending", "leased")),
		CampaignRow.phase == Phase.IN_EXECUTION.value,
	)
