"""Imports of sales: their rows by document, on the way; what somebody said that a file holds"""

from alembic import op

revision = "0038_sale_imports"
down_revision = "0037_sales_history"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE import_sale_line (
	import_id bigint NOT NULL CONSTRAINT fk_import_sale_line_import_id_import_job
		REFERENCES import_job (id) ON DELETE CASCADE,
	number varchar(40) COLLATE "C" NOT NULL,
	line bigint NOT NULL,
	cells text[] NOT NULL,
	CONSTRAINT pk_import_sale_line PRIMARY KEY (import_id, number, line)
)
"""


def upgrade() -> None:
	op.execute(TABLE)
	op.execute("ALTER TABLE import_job ADD COLUMN asked_kind varchar(9)")


def downgrade() -> None:
	op.execute("DELETE FROM import_job WHERE kind = 'sales'")
	op.execute("ALTER TABLE import_job DROP COLUMN asked_kind")
	op.execute("DROP TABLE import_sale_line")
