"""Orders to erase a person, and whether their receipt was told."""

from alembic import op

revision = "0003_erasure"
down_revision = "0002_gallery"


def upgrade() -> None:
	op.execute("""
	CREATE TABLE erasure_order (
		erasure_id BIGINT NOT NULL CONSTRAINT pk_erasure_order PRIMARY KEY,
		customer_id BIGINT NOT NULL,
		ordered_at TIMESTAMPTZ NOT NULL DEFAULT now(),
		told_at TIMESTAMPTZ
	)
	""")


def downgrade() -> None:
	op.execute("DROP TABLE erasure_order")
