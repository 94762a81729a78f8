"""Sales that a campaign brought, as customers has them"""

from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.execute("""
	CREATE TABLE campaign_sale (
		sale_id bigint NOT NULL CONSTRAINT pk_campaign_sale PRIMARY KEY,
		campaign_id bigint NOT NULL,
		net numeric(14, 2) NOT NULL
	)
	""")
	op.execute("CREATE INDEX ix_campaign_sale_campaign_id ON campaign_sale (campaign_id)")


def downgrade() -> None:
	op.execute("DROP TABLE campaign_sale")
