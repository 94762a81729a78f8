"""Mails that come in, and the exchange of mails with one person."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0015_conversations"
down_revision = "0014_letters"
branch_labels = None
depends_on = None

NOW = sa.text("now()")
INSTANT = sa.DateTime(timezone=True)


def make_id() -> sa.Column:
	return sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False)


def make_text(name: str, kind: sa.types.TypeEngine) -> sa.Column:
	return sa.Column(name, kind, server_default="", nullable=False)


def upgrade() -> None:
	_add_received()
	_add_conversation()
	_add_mail()
	_add_file()
	op.create_table(
		"canned_answer",
		make_id(),
		sa.Column("version", sa.Integer(), server_default="0", nullable=False),
		sa.Column("name", sa.String(80), nullable=False),
		sa.Column("text", sa.Text(), nullable=False),
		sa.Column("changed_by", sa.String(120), nullable=False),
		sa.Column("changed_at", INSTANT, server_default=NOW, nullable=False),
		sa.PrimaryKeyConstraint("id", name="pk_canned_answer"),
		sa.UniqueConstraint("name", name="uq_canned_answer_name"),
	)


def _add_received() -> None:
	op.create_table(
		"received_mail",
		make_id(),
		sa.Column("way", sa.String(10), nullable=False),
		sa.Column("mailbox", sa.String(200), nullable=True),
		sa.Column("uidvalidity", sa.BigInteger(), nullable=True),
		sa.Column("uid", sa.BigInteger(), nullable=True),
		sa.Column("digest", sa.LargeBinary(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=True),
		sa.Column("sender", sa.String(320), nullable=True),
		sa.Column("recipient", sa.String(320), nullable=True),
		sa.Column("content", sa.LargeBinary(), nullable=False),
		sa.Column("state", sa.String(10), server_default="new", nullable=False),
		sa.Column("kind", sa.String(20), nullable=True),
		sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
		sa.Column("next_attempt_at", INSTANT, server_default=NOW, nullable=False),
		sa.Column("received_at", INSTANT, server_default=NOW, nullable=False),
		sa.PrimaryKeyConstraint("id", name="pk_received_mail"),
		sa.UniqueConstraint("digest", name="uq_received_mail_digest"),
		sa.UniqueConstraint(
			"mailbox", "uidvalidity", "uid", name="uq_received_mail_mailbox_uidvalidity_uid"
		),
	)
	op.create_index(
		"ix_received_mail_new",
		"received_mail",
		["next_attempt_at"],
		postgresql_where=sa.text("state = 'new'"),
	)
	op.create_index("ix_received_mail_customer_id", "received_mail", ["customer_id"])
	op.create_table(
		"mailbox_position",
		sa.Column("mailbox", sa.String(200), nullable=False),
		sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
		sa.Column("last_uid", sa.BigInteger(), nullable=False),
		sa.Column("read_at", INSTANT, server_default=NOW, nullable=False),
		sa.PrimaryKeyConstraint("mailbox", name="pk_mailbox_position"),
	)


def _add_conversation() -> None:
	op.create_table(
		"conversation",
		make_id(),
		sa.Column("version", sa.Integer(), server_default="0", nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=True),
		sa.Column("email", sa.String(320), nullable=True),
		sa.Column("address_hash", sa.LargeBinary(), nullable=False),
		make_text("person", sa.String(120)),
		sa.Column("subject", sa.String(300), nullable=False),
		make_text("snippet", sa.String(200)),
		sa.Column("state", sa.String(10), nullable=False),
		sa.Column("priority", sa.String(10), server_default="normal", nullable=False),
		sa.Column("owner", sa.String(80), nullable=True),
		make_text("owner_name", sa.String(120)),
		sa.Column("campaign_id", sa.BigInteger(), nullable=True),
		make_text("campaign_name", sa.String(120)),
		sa.Column("is_unread", sa.Boolean(), server_default="false", nullable=False),
		sa.Column("due_at", INSTANT, nullable=True),
		sa.Column("objection", sa.String(10), nullable=True),
		sa.Column("mails", sa.Integer(), server_default="0", nullable=False),
		sa.Column("created_at", INSTANT, server_default=NOW, nullable=False),
		sa.Column("last_at", INSTANT, server_default=NOW, nullable=False),
		sa.PrimaryKeyConstraint("id", name="pk_conversation"),
	)
	for name, columns in {
		"last_at": ["last_at", "id"],
		"owner": ["owner", "state", "last_at"],
		"customer_id": ["customer_id", "last_at"],
		"address_hash": ["address_hash", "last_at"],
	}.items():
		op.create_index(f"ix_conversation_{name}", "conversation", columns)
	op.create_index(
		"ix_conversation_due",
		"conversation",
		["due_at"],
		postgresql_where=sa.text("state = 'open'"),
	)


def _add_mail() -> None:
	op.create_table(
		"conversation_mail",
		make_id(),
		sa.Column("conversation_id", sa.BigInteger(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=True),
		sa.Column("direction", sa.String(4), nullable=False),
		sa.Column("author", sa.String(120), nullable=False),
		sa.Column("email", sa.String(320), nullable=True),
		make_text("subject", sa.String(300)),
		make_text("text", sa.Text()),
		make_text("quoted", sa.Text()),
		make_text("page", sa.Text()),
		make_text("message_id", sa.String(998)),
		sa.Column("run_id", sa.BigInteger(), nullable=True),
		sa.Column("received_id", sa.BigInteger(), nullable=True),
		sa.Column("is_automatic", sa.Boolean(), server_default="false", nullable=False),
		sa.Column("flaws", ARRAY(sa.String(20)), server_default="{}", nullable=False),
		sa.Column("at", INSTANT, server_default=NOW, nullable=False),
		sa.PrimaryKeyConstraint("id", name="pk_conversation_mail"),
		sa.ForeignKeyConstraint(
			["conversation_id"],
			["conversation.id"],
			name="fk_conversation_mail_conversation_id_conversation",
			ondelete="CASCADE",
		),
		sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_conversation_mail_run_id_run"),
		sa.ForeignKeyConstraint(
			["received_id"],
			["received_mail.id"],
			name="fk_conversation_mail_received_id_received_mail",
			ondelete="SET NULL",
		),
	)
	for name, columns in {
		"conversation_id": ["conversation_id", "id"],
		"customer_id": ["customer_id"],
		"run_id": ["run_id"],
		"received_id": ["received_id"],
	}.items():
		op.create_index(f"ix_conversation_mail_{name}", "conversation_mail", columns)
	op.create_index(
		"ix_conversation_mail_message_id",
		"conversation_mail",
		["message_id"],
		postgresql_where=sa.text("message_id <> ''"),
	)


def _add_file() -> None:
	op.create_table(
		"conversation_file",
		make_id(),
		sa.Column("mail_id", sa.BigInteger(), nullable=False),
		sa.Column("customer_id", sa.BigInteger(), nullable=True),
		sa.Column("name", sa.String(200), nullable=False),
		sa.Column("size", sa.Integer(), nullable=False),
		sa.Column("is_safe", sa.Boolean(), nullable=False),
		sa.Column("content", sa.LargeBinary(), nullable=False),
		sa.PrimaryKeyConstraint("id", name="pk_conversation_file"),
		sa.ForeignKeyConstraint(
			["mail_id"],
			["conversation_mail.id"],
			name="fk_conversation_file_mail_id_conversation_mail",
			ondelete="CASCADE",
		),
	)
	op.create_index("ix_conversation_file_mail_id", "conversation_file", ["mail_id"])
	op.create_index("ix_conversation_file_customer_id", "conversation_file", ["customer_id"])


def downgrade() -> None:
	for name in (
		"canned_answer",
		"conversation_file",
		"conversation_mail",
		"conversation",
		"mailbox_position",
		"received_mail",
	):
		op.drop_table(name)
