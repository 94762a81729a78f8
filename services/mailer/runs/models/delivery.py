"""The ledger: one row per run and recipient."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
	BigInteger,
	CheckConstraint,
	DateTime,
	ForeignKey,
	Identity,
	Index,
	LargeBinary,
	SmallInteger,
	String,
	UniqueConstraint,
	func,
	text,
)
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import NOTHING, By, MergeRule, Personal
from chasqui.kernel.texts.text import say
from mailer.tables import Table

STATES = "'queued','claimed','sending','accepted','deferred','failed','skipped','uncertain'"
OPEN_STATES = "('queued', 'deferred', 'claimed', 'sending')"


class DeliveryRow(Table):
	"""Every move out of `claimed` and `sending` is conditional on the lease token."""

	__tablename__ = "delivery"
	__personal__ = Personal(
		refers={"customer_id": By.ID, "email": By.SURE},
		erase={"email": NOTHING, "merge_values": NOTHING},
		merge=MergeRule(
			"What waits leaves once, to the kept record's address; what is skipped for that waits "
			"again after an undoing.",
			lasts={"updated_at": "When it changed last."},
		),
		disclose=say("Correos enviados o por enviar"),
		keeps={
			"recipient_key": "The number of a record.",
			"address_hash": "Keyed: a link in a mail must still unsubscribe its address.",
			"reply": "A server's answer, without addresses.",
		},
	)
	__table_args__ = (
		UniqueConstraint("run_id", "recipient_key"),
		UniqueConstraint("run_id", "address_hash"),
		CheckConstraint(f"state IN ({STATES})", name="state"),
		Index(
			"ix_delivery_open",
			"run_id",
			"state",
			"next_attempt_at",
			"id",
			postgresql_where=text(f"state IN {OPEN_STATES}"),
		),
		# Mails of the last days to a person, for the limits of contacts, and all of them.
		Index("ix_delivery_customer_id_updated_at", "customer_id", "updated_at"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
	recipient_key: Mapped[str] = mapped_column(String(80))
	customer_id: Mapped[int | None] = mapped_column(BigInteger)
	email: Mapped[str | None] = mapped_column(String(320))
	"""Lower case. Null: there was none, or the person was erased."""
	address_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
	"""Keyed digest of the address; null where the row never could be sent, so that it is unique."""
	merge_values: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
	message_uuid: Mapped[UUID | None]
	"""uuid5 of run and recipient, written when the mail leaves."""
	state: Mapped[str] = mapped_column(String(10))
	reason: Mapped[str | None] = mapped_column(String(30))
	reply: Mapped[str | None] = mapped_column(String(200))
	"""The server's last answer, without addresses."""
	attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
	first_attempt_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
	next_attempt_at: Mapped[datetime] = mapped_column(
		DateTime(timezone=True), server_default=func.now()
	)
	lease_token: Mapped[UUID | None]
	"""Kept on `uncertain`: a late answer of the same sender may still settle it."""
	lease_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
	updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
