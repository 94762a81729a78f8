"""Customers that turned out to be one person."""

from alembic import op

revision = "0004_merges"
down_revision = "0003_erasure"


def upgrade() -> None:
	op.execute("""
	CREATE TABLE merged_customer (
		merged_id BIGINT NOT NULL CONSTRAINT pk_merged_customer PRIMARY KEY,
		kept_id BIGINT NOT NULL,
		merged_at TIMESTAMPTZ NOT NULL DEFAULT now()
	)
	""")
	op.execute("CREATE INDEX ix_merged_customer_kept_id ON merged_customer (kept_id)")


def downgrade() -> None:
	op.execute("DROP TABLE merged_customer")
