"""Merges: what both records were before, so that it can be taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, String, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import IS_MERGE, STAFF, By, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class CustomerMergeRow(Table):
	__tablename__ = "customer_merge"
	__personal__ = Personal(
		refers={"kept_id": By.ID, "merged_id": By.ID},
		erase={"before": "'{}'", "undone_at": "coalesce(undone_at, now())"},
		merge=IS_MERGE,
		disclose=say("Registros unidos"),
		keeps={"taken": "Names of fields.", "merged_by": STAFF},
	)
	__table_args__ = (
		Index("ix_customer_merge_kept_id", "kept_id"),
		Index("ix_customer_merge_merged_id", "merged_id"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	kept_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
	merged_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
	taken: Mapped[list[str]] = mapped_column(ARRAY(String(20)))
	before: Mapped[dict[str, Any]] = mapped_column(JSONB)
	"""Values of the kept record before and after the merge, by field. Emptied by an erasure."""
	merged_by: Mapped[str] = mapped_column(String(120))
	merged_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
	undone_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
