"""The ledger of stock is append-only, which a trigger sees to"""

from alembic import op

revision = "0017_stock_ledger"
down_revision = "0016_drain_held_services"
branch_labels = None
depends_on = None

KEY = "fk_stock_move_item_id_item"
GUARD = """
CREATE FUNCTION keep_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""


def upgrade() -> None:
	# An item with movements stays, so that nothing is left for a cascade to delete.
	op.drop_constraint(KEY, "stock_move")
	op.create_foreign_key(KEY, "stock_move", "item", ["item_id"], ["id"])
	op.execute(GUARD)
	op.execute(
		"CREATE TRIGGER keep_rows BEFORE UPDATE OR DELETE ON stock_move"
		" FOR EACH ROW EXECUTE FUNCTION keep_ledger()"
	)
	op.execute(
		"CREATE TRIGGER keep_table BEFORE TRUNCATE ON stock_move"
		" FOR EACH STATEMENT EXECUTE FUNCTION keep_ledger()"
	)


def downgrade() -> None:
	op.execute("DROP TRIGGER keep_rows ON stock_move")
	op.execute("DROP TRIGGER keep_table ON stock_move")
	op.execute("DROP FUNCTION keep_ledger")
	op.drop_constraint(KEY, "stock_move")
	op.create_foreign_key(KEY, "stock_move", "item", ["item_id"], ["id"], ondelete="CASCADE")
