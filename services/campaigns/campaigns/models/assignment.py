"""N customers given to an advisor for promotion by phone (K26)."""

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import CreatedAt, Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class AssignmentRow(Table):
	__tablename__ = "assignment"
	__personal__ = Impersonal("How many customers an advisor was given.")

	id: Mapped[Key]
	campaign_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("campaign.id"), index=True)
	advisor_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"), index=True)
	asked: Mapped[int]
	assigned: Mapped[int]
	"""Fewer than asked where the audience has no more customers who may be called."""
	assigned_by: Mapped[str] = mapped_column(String(120))
	assigned_at: Mapped[CreatedAt]
