"""The audit: append-only, which a trigger sees to."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Identity, Index, String, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import HISTORY, STAFF, By, Keep, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class AuditEntryRow(Table):
	"""Somebody saw, changed, exported or erased something.

	No foreign key: an entry outlives its customer. No values of fields: it outlives them too.
	"""

	__tablename__ = "audit_entry"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Keep("It proves what was done with the data, erasures too; it holds no values."),
		merge=HISTORY,
		disclose=say("Quién vio o cambió los datos"),
		keeps={
			"actor": STAFF,
			"actor_name": STAFF,
			"details": "Numbers and names of fields, never their values.",
		},
	)
	__table_args__ = (
		Index("ix_audit_entry_customer_id_id", "customer_id", "id"),
		Index("ix_audit_entry_actor_id", "actor", "id"),
		Index("ix_audit_entry_at", "at"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
	actor: Mapped[str] = mapped_column(String(80))
	actor_name: Mapped[str] = mapped_column(String(120))
	action: Mapped[str] = mapped_column(String(20))
	customer_id: Mapped[int | None] = mapped_column(BigInteger)
	details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
