"""Changes of calls that merges made, written down, and taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from campaigns.desk.models.call_merge import CallMergeRow
from campaigns.desk.models.call_task import CallTaskRow

# A call that is being made, or was, is about whom the advisor talked with.
SETTLED = ("leased", "done")


class CallMergeRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def change(self, task: CallTaskRow, merged_id: int, kept_id: int, **values: Any) -> None:
		"""Change columns of a call because two customers are one."""
		# A hold ends with the change and is not given back.
		before = {name: _write(getattr(task, name)) for name in values}
		if before.get("state") == "leased":
			before["state"] = "pending"
			task.lease_token, task.leased_until = None, None
		after = {name: _write(value) for name, value in values.items()}
		for name, value in values.items():
			setattr(task, name, value)
		ids = {"task_id": task.id, "merged_id": merged_id, "kept_id": kept_id}
		self._session.add(CallMergeRow(**ids, before=before, after=after))

	def take_back(self, apart: Sequence[int], others: Sequence[int]) -> None:
		"""Give calls back what they were before some customers became one with others."""
		row = CallMergeRow
		split = or_(
			and_(row.merged_id.in_(apart), row.kept_id.in_(others)),
			and_(row.merged_id.in_(others), row.kept_id.in_(apart)),
		)
		for merge in self._session.scalars(select(row).where(split).order_by(row.id.desc())).all():
			task = self._session.get_one(CallTaskRow, merge.task_id, with_for_update=True)
			if task.state not in SETTLED and not self._is_taken(task, merge.before):
				_give_back(task, merge)
			self._session.delete(merge)
			self._session.flush()

	def _is_taken(self, task: CallTaskRow, before: Mapping[str, Any]) -> bool:
		"""Return whether the customer has another call in the campaign by now."""
		query = select(CallTaskRow.id).where(
			CallTaskRow.campaign_id == task.campaign_id,
			CallTaskRow.customer_id == before.get("customer_id", 0),
			CallTaskRow.id != task.id,
		)
		return self._session.scalar(query) is not None


def _give_back(task: CallTaskRow, merge: CallMergeRow) -> None:
	for name, value in merge.before.items():
		if _write(getattr(task, name)) == merge.after[name]:
			is_instant = name == "next_attempt_at" and value is not None
			setattr(task, name, datetime.fromisoformat(value) if is_instant else value)


def _write(value: Any) -> Any:
	return value.isoformat() if isinstance(value, datetime) else value
