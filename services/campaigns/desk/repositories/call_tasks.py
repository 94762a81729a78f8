"""The advisors' queues: who waits to be called, who rests, who is out."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Date, cast, delete, exists, func, or_, select, text, update
from sqlalchemy.orm import Session

from campaigns.audiences.models import AudienceMemberRow
from campaigns.campaigns.domain.phases import ASSIGNABLE
from campaigns.campaigns.models.audience import AudienceRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.desk.domain import WRONG_NUMBERS
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_merge import CallMergeRow
from campaigns.desk.models.call_rest import CallRestRow
from campaigns.desk.models.call_task import CallTaskRow

LOCK_CALLBACKS = text("""
	SELECT pg_advisory_xact_lock(hashtextextended('callbacks ' || :advisor_id, 0))
""")


class CallTaskRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def find_member(self, task: CallTaskRow) -> AudienceMemberRow:
		return self._session.get_one(AudienceMemberRow, (task.audience_id, task.customer_id))

	def has_customer(self, advisor_id: int, person: Sequence[int]) -> bool:
		"""Return whether a person is an advisor's to call in a campaign that has not ended."""
		query = (
			select(CallTaskRow.id)
			.join(CampaignRow, CampaignRow.id == CallTaskRow.campaign_id)
			.where(
				CallTaskRow.advisor_id == advisor_id,
				CallTaskRow.customer_id.in_(person),
				CallTaskRow.state.in_(("pending", "leased", "done")),
				CampaignRow.phase.in_([phase.value for phase in ASSIGNABLE]),
			)
		)
		return self._session.scalar(query.limit(1)) is not None

	def list_other_campaigns(self, person: Sequence[int], campaign_id: int) -> Sequence[str]:
		"""Return the names of other campaigns that have not ended and hold a person."""
		query = (
			select(CampaignRow.name)
			.join(AudienceRow, AudienceRow.campaign_id == CampaignRow.id)
			.join(AudienceMemberRow, AudienceMemberRow.audience_id == AudienceRow.id)
			.where(
				AudienceMemberRow.customer_id.in_(person),
				CampaignRow.id != campaign_id,
				CampaignRow.phase.in_([phase.value for phase in ASSIGNABLE]),
			)
		)
		return self._session.scalars(query.distinct().order_by(CampaignRow.name)).all()

	def withdraw(self, person: Sequence[int]) -> None:
		"""Take a person out of every queue and every open lease."""
		query = update(CallTaskRow).where(
			CallTaskRow.customer_id.in_(person), CallTaskRow.state.in_(("pending", "leased"))
		)
		self._session.execute(query.values(state="withdrawn", lease_token=None, leased_until=None))

	def call_again(self, person: Sequence[int]) -> None:
		"""Have a person called again whose number was somebody else's, if the campaign lasts."""
		running = select(CampaignRow.id).where(
			CampaignRow.phase.in_([phase.value for phase in ASSIGNABLE])
		)
		query = update(CallTaskRow).where(
			CallTaskRow.customer_id.in_(person),
			CallTaskRow.state == "done",
			CallTaskRow.last_result.in_([one.value for one in WRONG_NUMBERS]),
			CallTaskRow.campaign_id.in_(running),
		)
		again = {"state": "pending", "next_attempt_at": None, "is_callback": False}
		self._session.execute(query.values(again), execution_options={"synchronize_session": False})

	def find_results(self, audience_id: int, customers: Sequence[int]) -> dict[int, str | None]:
		"""Return what came of the last call to members of an audience, by customer."""
		query = select(CallTaskRow.customer_id, CallTaskRow.last_result).where(
			CallTaskRow.audience_id == audience_id, CallTaskRow.customer_id.in_(customers)
		)
		return {row[0]: row[1] for row in self._session.execute(query)}

	def lock_callbacks(self, advisor_id: int) -> None:
		"""Let the promises of an advisor take turns until their transactions end."""
		self._session.execute(LOCK_CALLBACKS, {"advisor_id": advisor_id})

	def count_callbacks(self, advisor_id: int, since: datetime, zone: str) -> dict[date, int]:
		"""Return how many own callbacks an advisor has from an instant on, by day of a zone."""
		row = CallTaskRow
		day = cast(func.timezone(zone, row.next_attempt_at), Date)
		query = select(day, func.count()).where(
			row.advisor_id == advisor_id,
			row.state.in_(("pending", "leased")),
			row.is_callback,
			~row.is_anybodys,
			row.next_attempt_at >= since,
		)
		return {row[0]: row[1] for row in self._session.execute(query.group_by(day))}

	def list_everywhere(self, person: Sequence[int]) -> Sequence[CallTaskRow]:
		"""Return, locked, the person's calls of every campaign, in whatever state."""
		query = select(CallTaskRow).where(CallTaskRow.customer_id.in_(person))
		return self._session.scalars(query.order_by(CallTaskRow.id).with_for_update()).all()

	def restore_merged(self, person: Sequence[int]) -> None:
		"""Have the calls wait again that merges left out before they were written down."""
		is_known = exists().where(CallMergeRow.task_id == CallTaskRow.id)
		query = update(CallTaskRow).where(
			CallTaskRow.customer_id.in_(person), CallTaskRow.state == "merged", ~is_known
		)
		self._session.execute(
			query.values(state="pending"), execution_options={"synchronize_session": "fetch"}
		)

	def rest(self, person: Sequence[int], until: datetime, call: CallRow) -> None:
		"""Call the person in no other campaign before `until`, for what was said in a call."""
		query = select(CallTaskRow).where(
			CallTaskRow.customer_id.in_(person),
			CallTaskRow.id != call.task_id,
			CallTaskRow.state == "pending",
			or_(CallTaskRow.next_attempt_at.is_(None), CallTaskRow.next_attempt_at < until),
		)
		ordered = query.order_by(CallTaskRow.id).with_for_update()
		for task in self._session.scalars(ordered.execution_options(populate_existing=True)).all():
			row = CallRestRow(call_id=call.id, task_id=task.id, waited_until=task.next_attempt_at)
			self._session.add(row)
			task.next_attempt_at = until
		self._session.flush()

	def purge_rests(self, before: datetime) -> None:
		"""Forget what calls of before put off: nobody corrects them any more."""
		old = select(CallRow.id).where(CallRow.recorded_at < before)
		query = delete(CallRestRow).where(CallRestRow.call_id.in_(old))
		self._session.execute(query, execution_options={"synchronize_session": False})

	def wake(self, person: Sequence[int], call_id: int, until: datetime) -> None:
		"""Take back the rest that a call gave, also to those who were given to advisors since: they
		rest for what else was said. What has changed otherwise stays.
		"""
		row = CallRestRow
		rests = self._session.scalars(select(row).where(row.call_id == call_id)).all()
		for rest in sorted(rests, key=lambda one: one.task_id):
			task = self._session.get_one(
				CallTaskRow, rest.task_id, with_for_update=True, populate_existing=True
			)
			if task.next_attempt_at == until:
				task.next_attempt_at = rest.waited_until
			self._session.delete(rest)
		self._session.flush()
		other = select(func.max(CallRow.rests_until)).where(
			CallRow.customer_id.in_(person), CallRow.id != call_id, CallRow.rests_until > func.now()
		)
		resting = (CallTaskRow.state == "pending") & (CallTaskRow.next_attempt_at == until)
		query = update(CallTaskRow).where(CallTaskRow.customer_id.in_(person), resting)
		awake = query.values(next_attempt_at=other.scalar_subquery())
		self._session.execute(awake, execution_options={"synchronize_session": "fetch"})
