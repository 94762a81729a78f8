"""Sales of files: which file brought them, numbers of other systems"""

from alembic import op

revision = "0037_sales_history"
down_revision = "0036_sold_items"
branch_labels = None
depends_on = None


INDEXES = (
	"CREATE INDEX ix_sale_import_id ON sale (import_id) WHERE import_id IS NOT NULL",
	"CREATE INDEX ix_sale_history_number ON sale (number) WHERE import_id IS NOT NULL",
	# The lines of an import that is undone are looked for among what came back.
	"CREATE INDEX ix_sale_return_line_sale_id_place ON sale_return_line (sale_id, place)",
)
OF_FILES = "SELECT id FROM sale WHERE import_id IS NOT NULL"


def upgrade() -> None:
	op.execute("ALTER TABLE sale ADD COLUMN import_id bigint")
	op.execute('ALTER TABLE sale ALTER COLUMN number TYPE varchar(40) COLLATE "C"')
	for statement in INDEXES:
		op.execute(statement)


def downgrade() -> None:
	op.execute(f"DELETE FROM sale_return WHERE sale_id IN ({OF_FILES})")
	op.execute(f"UPDATE stock_move SET sale_id = NULL WHERE sale_id IN ({OF_FILES})")
	op.execute("DELETE FROM sale WHERE import_id IS NOT NULL")
	op.execute("DROP INDEX ix_sale_return_line_sale_id_place")
	op.execute("DROP INDEX ix_sale_history_number")
	op.execute("DROP INDEX ix_sale_import_id")
	op.execute("ALTER TABLE sale DROP COLUMN import_id, ALTER COLUMN number TYPE varchar(17)")
