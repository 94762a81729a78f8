"""The customers that an import brought are found, to be looked at or archived."""

from alembic import op

revision = "0026_customers_of_imports"
down_revision = "0025_search_words"
branch_labels = None
depends_on = None


def upgrade() -> None:
	op.execute("""
	CREATE INDEX ix_customer_import_id ON customer (import_id) WHERE import_id IS NOT NULL
	""")


def downgrade() -> None:
	op.execute("DROP INDEX ix_customer_import_id")
