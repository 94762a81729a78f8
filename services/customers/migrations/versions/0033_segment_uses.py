"""By which campaigns saved segments are used."""

from alembic import op

revision = "0033_segment_uses"
down_revision = "0032_saved_segments"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.execute("""
	CREATE TABLE segment_use (
		segment_id bigint NOT NULL,
		campaign_id bigint NOT NULL,
		campaign_name varchar(120) NOT NULL,
		PRIMARY KEY (segment_id, campaign_id)
	)
	""")
	op.execute("CREATE INDEX ix_segment_use_campaign_id ON segment_use (campaign_id)")


def downgrade() -> None:
	op.execute("DROP TABLE segment_use")
