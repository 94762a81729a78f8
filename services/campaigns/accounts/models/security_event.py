"""Security events of all services, for the administrator; equal ones of a minute are one row."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Instant, Key, Table
from chasqui.kernel.personal.declarations import Impersonal


class SecurityEventRow(Table):
	__tablename__ = "security_event"
	__personal__ = Impersonal("What accounts of the staff and services did.")
	__table_args__ = (
		UniqueConstraint("at", "service", "kind", "subject", "address", "by", "detail"),
	)

	id: Mapped[Key]
	at: Mapped[Instant]
	"""The minute; whoever provokes thousands of them fills one row."""
	service: Mapped[str] = mapped_column(String(20))
	kind: Mapped[str] = mapped_column(String(30))
	subject: Mapped[str] = mapped_column(String(80))
	"""`staff:ID`, `service:NAME`, `consumer:NAME` or `nobody`: no personal data."""
	address: Mapped[str] = mapped_column(String(64))
	by: Mapped[str] = mapped_column(String(80), server_default="")
	"""Who did it to somebody else's account, as in `subject`; empty where it was the person."""
	detail: Mapped[str] = mapped_column(String(200), server_default="")
	"""Codes of what was given or changed (`contracts.campaigns.security`)."""
	times: Mapped[int]
	last_at: Mapped[Instant]
