"""What was sold of each item to whom, kept by the database itself for reports and segments"""

from alembic import op

revision = "0036_sold_items"
down_revision = "0035_subscriptions"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE sold_item (
	item_id bigint NOT NULL CONSTRAINT fk_sold_item_item_id_item REFERENCES item (id),
	type_id bigint NOT NULL CONSTRAINT fk_sold_item_type_id_item_type REFERENCES item_type (id),
	customer_id bigint NOT NULL CONSTRAINT fk_sold_item_customer_id_customer
		REFERENCES customer (id),
	sale_id bigint NOT NULL CONSTRAINT fk_sold_item_sale_id_sale
		REFERENCES sale (id) ON DELETE CASCADE,
	invoiced_on date NOT NULL,
	units numeric(14, 2) NOT NULL,
	net numeric(14, 2) NOT NULL,
	CONSTRAINT pk_sold_item PRIMARY KEY (item_id, customer_id, sale_id)
		INCLUDE (invoiced_on, units, net)
)
"""
INDEXES = (
	"CREATE INDEX ix_sold_item_sale_id ON sold_item (sale_id)",
	"CREATE INDEX ix_sold_item_type_id_customer_id ON sold_item (type_id, customer_id, sale_id)"
	" INCLUDE (invoiced_on, units, net)",
	"CREATE INDEX ix_sold_item_customer_id ON sold_item (customer_id)",
	"CREATE INDEX ix_sale_sold ON sale (customer_id) INCLUDE (invoiced_on, net, returned_net)"
	" WHERE state IN ('invoiced', 'paid', 'returned')",
	"CREATE INDEX ix_sale_line_returned ON sale_line (sale_id) INCLUDE (returned)"
	" WHERE returned > 0",
)
FILL = """
INSERT INTO sold_item (item_id, type_id, customer_id, sale_id, invoiced_on, units, net)
SELECT line.item_id, item.type_id, sale.customer_id, sale.id, sale.invoiced_on,
	sum(line.quantity - line.returned), sum(line.net - line.returned_net)
FROM sale
	JOIN sale_line AS line ON line.sale_id = sale.id
	JOIN item ON item.id = line.item_id
WHERE sale.state IN ('invoiced', 'paid', 'returned') {only}
GROUP BY line.item_id, item.type_id, sale.customer_id, sale.id, sale.invoiced_on
"""
# Whatever writes sales, a file of years among them, changes many rows by one statement: all of it
# is kept by one more. Each statement keeps it right, whichever of the two tables it changes.
CHANGED = "SELECT {column} FROM changed"
TRIGGERS = (
	("sale", "update", "id", "NEW"),
	("sale_line", "insert", "sale_id", "NEW"),
	("sale_line", "update", "sale_id", "NEW"),
	("sale_line", "delete", "sale_id", "OLD"),
)


def upgrade() -> None:
	op.execute(TABLE)
	op.execute(FILL.format(only=""))
	for index in INDEXES:
		op.execute(index)
	for column in ("id", "sale_id"):
		create_function(column)
	for table, event, column, side in TRIGGERS:
		op.execute(f"""
		CREATE TRIGGER keep_{event} AFTER {event.upper()} ON {table}
		REFERENCING {side} TABLE AS changed
		FOR EACH STATEMENT EXECUTE FUNCTION keep_sold_items_by_{column}()
		""")


def create_function(column: str) -> None:
	"""Write what is kept of the sales of a statement anew."""
	changed = CHANGED.format(column=column)
	op.execute(f"""
	CREATE FUNCTION keep_sold_items_by_{column}() RETURNS trigger LANGUAGE plpgsql AS $$
	BEGIN
		DELETE FROM sold_item WHERE sale_id IN ({changed});
		{FILL.format(only=f"AND sale.id IN ({changed})")};
		RETURN NULL;
	END $$
	""")


def downgrade() -> None:
	for table, event, _column, _side in TRIGGERS:
		op.execute(f"DROP TRIGGER keep_{event} ON {table}")
	for column in ("id", "sale_id"):
		op.execute(f"DROP FUNCTION keep_sold_items_by_{column}")
	op.execute("DROP TABLE sold_item")
	for index in ("ix_sale_line_returned", "ix_sale_sold"):
		op.execute(f"DROP INDEX {index}")
