"""What a merge of two customers changed in a call that waited, so that it can be taken back."""

from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Key, Table
from chasqui.kernel.personal.declarations import IS_MERGE, By, Delete, Personal, Undisclosed


class CallMergeRow(Table):
	# The table keeps its first name: renaming it would be a migration that changes nothing else.
	__tablename__ = "call_fold"
	__personal__ = Personal(
		refers={"merged_id": By.ID, "kept_id": By.ID},
		erase=Delete(),
		merge=IS_MERGE,
		disclose=Undisclosed("The customers service lists which records were merged."),
		keeps={"before": "Words of our own and numbers.", "after": "Words of our own and numbers."},
	)
	__table_args__ = (
		Index("ix_call_fold_merged_id", "merged_id"),
		Index("ix_call_fold_kept_id", "kept_id"),
	)

	id: Mapped[Key]
	task_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("call_task.id"), index=True)
	merged_id: Mapped[int] = mapped_column(BigInteger)
	"""The customers that had to become one for this; once they are two it is taken back."""
	kept_id: Mapped[int] = mapped_column(BigInteger)
	before: Mapped[dict[str, Any]] = mapped_column(JSONB)
	"""Columns of the call that were changed, as they were …"""
	after: Mapped[dict[str, Any]] = mapped_column(JSONB)
	"""… and as the merge left them: what somebody has changed since stays."""
	folded_at: Mapped[CreatedAt]
