"""One log of a campaign: the history of its phases becomes a part of it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLE, NOW = "campaign_log", sa.text("now()")
KEEP_PHASES = """
	INSERT INTO campaign_log (campaign_id, kind, by, at, details)
	SELECT campaign_id, CASE WHEN previous IS NULL THEN 'created' ELSE 'phase' END, moved_by,
		moved_at, jsonb_strip_nulls(jsonb_build_object(
			'phase', phase, 'previous', previous, 'reason', nullif(reason, '')))
	FROM phase_change ORDER BY id
"""
GIVE_BACK = """
	INSERT INTO phase_change (campaign_id, previous, phase, reason, moved_by, moved_at)
	SELECT campaign_id, details ->> 'previous', details ->> 'phase',
		coalesce(details ->> 'reason', ''), by, at
	FROM campaign_log WHERE kind IN ('created', 'phase') ORDER BY id
"""


def upgrade() -> None:
	op.create_table(
		TABLE,
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("kind", sa.String(20), nullable=False),
		sa.Column("by", sa.String(120), nullable=False),
		sa.Column("at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.Column("details", JSONB(), nullable=False),
		sa.Column("event_id", sa.Uuid(), nullable=True),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name="fk_campaign_log_campaign_id_campaign"
		),
		sa.PrimaryKeyConstraint("id", name="pk_campaign_log"),
		sa.UniqueConstraint("event_id", name="uq_campaign_log_event_id"),
	)
	op.create_index("ix_campaign_log_campaign_id_id", TABLE, ["campaign_id", "id"])
	op.execute(KEEP_PHASES)
	op.drop_table("phase_change")


def downgrade() -> None:
	op.create_table(
		"phase_change",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("campaign_id", sa.BigInteger(), nullable=False),
		sa.Column("previous", sa.String(20), nullable=True),
		sa.Column("phase", sa.String(20), nullable=False),
		sa.Column("reason", sa.String(300), nullable=False),
		sa.Column("moved_by", sa.String(120), nullable=False),
		sa.Column("moved_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
		sa.ForeignKeyConstraint(
			["campaign_id"], ["campaign.id"], name="fk_phase_change_campaign_id_campaign"
		),
		sa.PrimaryKeyConstraint("id", name="pk_phase_change"),
	)
	op.create_index("ix_phase_change_campaign_id", "phase_change", ["campaign_id"])
	op.execute(GIVE_BACK)
	op.drop_table(TABLE)
