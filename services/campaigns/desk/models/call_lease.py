"""Every hold of a customer by an advisor, so that a late result finds whom it is about."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Table
from chasqui.kernel.personal.declarations import Impersonal


class CallLeaseRow(Table):
	__tablename__ = "call_lease"
	__personal__ = Impersonal("Which advisor held which call when; the call says who was called.")
	__table_args__ = (
		Index("ix_call_lease_task_id_taken_at", "task_id", "taken_at"),
		Index("ix_call_lease_taken_at", "taken_at"),
	)

	token: Mapped[UUID] = mapped_column(primary_key=True)
	task_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("call_task.id"))
	"""`call_task.lease_token` loses a hold that is over; this row does not."""
	advisor_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
	taken_at: Mapped[CreatedAt]
