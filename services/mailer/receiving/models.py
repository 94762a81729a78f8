"""Mails that came, as they came, and how far each mailbox has been read."""

from datetime import datetime

from sqlalchemy import (
	BigInteger,
	DateTime,
	Identity,
	Index,
	LargeBinary,
	SmallInteger,
	String,
	UniqueConstraint,
	func,
	text,
)
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import (
	STAYS,
	By,
	Delete,
	Impersonal,
	Personal,
	Undisclosed,
)
from mailer.tables import Table


class ReceivedMailRow(Table):
	"""Kept before it is acknowledged; filed afterwards."""

	__tablename__ = "received_mail"
	__personal__ = Personal(
		refers={"customer_id": By.ID, "sender": By.SURE},
		erase=Delete(),
		merge=STAYS,
		disclose=Undisclosed("Its text and its files stand in the correspondence."),
	)
	__table_args__ = (
		UniqueConstraint("digest"),
		UniqueConstraint("mailbox", "uidvalidity", "uid"),
		Index("ix_received_mail_new", "next_attempt_at", postgresql_where=text("state = 'new'")),
		Index("ix_received_mail_customer_id", "customer_id"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	way: Mapped[str] = mapped_column(String(10))
	mailbox: Mapped[str | None] = mapped_column(String(200))
	uidvalidity: Mapped[int | None] = mapped_column(BigInteger)
	uid: Mapped[int | None] = mapped_column(BigInteger)
	digest: Mapped[bytes] = mapped_column(LargeBinary)
	"""What its author wrote of it (`digest_mail`): the same mail delivered twice is one."""
	customer_id: Mapped[int | None] = mapped_column(BigInteger)
	sender: Mapped[str | None] = mapped_column(String(320))
	"""Of the envelope; empty is nobody, who reports of other mails. Null: not known."""
	recipient: Mapped[str | None] = mapped_column(String(320))
	"""Of the envelope: what carries the token."""
	content: Mapped[bytes] = mapped_column(LargeBinary)
	state: Mapped[str] = mapped_column(String(10), server_default="new")
	"""new, filed, or failed: after so many attempts it waits for a person."""
	kind: Mapped[str | None] = mapped_column(String(20))
	"""What it was filed as."""
	attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
	next_attempt_at: Mapped[datetime] = mapped_column(
		DateTime(timezone=True), server_default=func.now()
	)
	received_at: Mapped[datetime] = mapped_column(
		DateTime(timezone=True), server_default=func.now()
	)


class MailboxPositionRow(Table):
	"""Written in the transaction that keeps the mails up to it."""

	__tablename__ = "mailbox_position"
	__personal__ = Impersonal("How far a mailbox of the company has been read.")

	mailbox: Mapped[str] = mapped_column(String(200), primary_key=True)
	uidvalidity: Mapped[int] = mapped_column(BigInteger)
	last_uid: Mapped[int] = mapped_column(BigInteger)
	read_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
