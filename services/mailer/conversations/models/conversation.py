"""The exchange of mails with one person: conversations, their mails and files."""

from datetime import datetime

from sqlalchemy import (
	BigInteger,
	Boolean,
	DateTime,
	ForeignKey,
	Identity,
	Index,
	Integer,
	LargeBinary,
	String,
	Text,
	func,
	text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import (
	STAYS,
	By,
	Delete,
	Personal,
	Undisclosed,
)
from chasqui.kernel.texts.text import say
from mailer.tables import Table


class ConversationRow(Table):
	"""Whose turn it is, and who of the staff looks after it."""

	__tablename__ = "conversation"
	__personal__ = Personal(
		refers={"customer_id": By.ID, "email": By.SURE},
		erase=Delete(),
		merge=STAYS,
		disclose=say("Conversaciones por correo"),
	)
	__table_args__ = (
		Index("ix_conversation_last_at", "last_at", "id"),
		Index("ix_conversation_owner", "owner", "state", "last_at"),
		Index("ix_conversation_customer_id", "customer_id", "last_at"),
		Index("ix_conversation_address_hash", "address_hash", "last_at"),
		Index("ix_conversation_due", "due_at", postgresql_where=text("state = 'open'")),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	version: Mapped[int] = mapped_column(Integer, server_default="0")
	customer_id: Mapped[int | None] = mapped_column(BigInteger)
	email: Mapped[str | None] = mapped_column(String(320))
	address_hash: Mapped[bytes] = mapped_column(LargeBinary)
	person: Mapped[str] = mapped_column(String(120), server_default="")
	subject: Mapped[str] = mapped_column(String(300))
	snippet: Mapped[str] = mapped_column(String(200), server_default="")
	state: Mapped[str] = mapped_column(String(10))
	priority: Mapped[str] = mapped_column(String(10), server_default="normal")
	owner: Mapped[str | None] = mapped_column(String(80))
	owner_name: Mapped[str] = mapped_column(String(120), server_default="")
	campaign_id: Mapped[int | None] = mapped_column(BigInteger)
	campaign_name: Mapped[str] = mapped_column(String(120), server_default="")
	is_unread: Mapped[bool] = mapped_column(Boolean, server_default="false")
	due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
	objection: Mapped[str | None] = mapped_column(String(10))
	mails: Mapped[int] = mapped_column(Integer, server_default="0")
	created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
	last_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class ConversationMailRow(Table):
	"""One mail of a conversation, or a note of the staff."""

	__tablename__ = "conversation_mail"
	__personal__ = Personal(
		refers={"customer_id": By.ID, "email": By.SURE},
		erase=Delete(),
		merge=STAYS,
		disclose=say("Correos cruzados"),
	)
	__table_args__ = (
		Index("ix_conversation_mail_conversation_id", "conversation_id", "id"),
		Index("ix_conversation_mail_customer_id", "customer_id"),
		Index("ix_conversation_mail_run_id", "run_id"),
		Index(
			"ix_conversation_mail_message_id",
			"message_id",
			postgresql_where=text("message_id <> ''"),
		),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
	customer_id: Mapped[int | None] = mapped_column(BigInteger)
	direction: Mapped[str] = mapped_column(String(4))
	author: Mapped[str] = mapped_column(String(120))
	email: Mapped[str | None] = mapped_column(String(320))
	"""Where it came from, or went to."""
	subject: Mapped[str] = mapped_column(String(300), server_default="")
	text: Mapped[str] = mapped_column(Text, server_default="")
	quoted: Mapped[str] = mapped_column(Text, server_default="")
	page: Mapped[str] = mapped_column(Text, server_default="")
	"""Its HTML, cleaned."""
	message_id: Mapped[str] = mapped_column(String(998), server_default="")
	"""Without brackets."""
	run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
	received_id: Mapped[int | None] = mapped_column(
		ForeignKey("received_mail.id", ondelete="SET NULL"), index=True
	)
	is_automatic: Mapped[bool] = mapped_column(Boolean, server_default="false")
	flaws: Mapped[list[str]] = mapped_column(ARRAY(String(20)), server_default="{}")
	at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class ConversationFileRow(Table):
	"""A file that came or went with a mail: only ever downloaded."""

	__tablename__ = "conversation_file"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=STAYS,
		disclose=Undisclosed("They are downloaded from the correspondence, which is disclosed."),
	)
	__table_args__ = (
		Index("ix_conversation_file_mail_id", "mail_id"),
		Index("ix_conversation_file_customer_id", "customer_id"),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	mail_id: Mapped[int] = mapped_column(ForeignKey("conversation_mail.id", ondelete="CASCADE"))
	customer_id: Mapped[int | None] = mapped_column(BigInteger)
	name: Mapped[str] = mapped_column(String(200))
	size: Mapped[int] = mapped_column(Integer)
	is_safe: Mapped[bool] = mapped_column(Boolean)
	content: Mapped[bytes] = mapped_column(LargeBinary)
