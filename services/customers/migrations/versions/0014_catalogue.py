"""What the company sells: types, items, prices, stock"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014_catalogue"
down_revision = "0013_jobs"
branch_labels = None
depends_on = None

# A company changes them as it likes; they are where most begin (M11).
TYPES = (
	("Internet por fibra", "service", "INTERNET POR FIBRA", [
		{"key": "velocidad", "label": "Velocidad", "kind": "number", "unit": "Mbps", "choices": [],
			"is_required": True},
		{"key": "instalacion", "label": "Instalación incluida", "kind": "boolean", "unit": "",
			"choices": [], "is_required": False},
	]),
	("Pospago", "service", "POSPAGO", [
		{"key": "datos", "label": "Datos", "kind": "number", "unit": "GB", "choices": [],
			"is_required": True},
		{"key": "minutos", "label": "Minutos", "kind": "text", "unit": "", "choices": [],
			"is_required": False},
	]),
	("Prepago", "service", "PREPAGO", [
		{"key": "vigencia", "label": "Vigencia", "kind": "number", "unit": "días", "choices": [],
			"is_required": False},
	]),
	("Equipo", "product", "EQUIPO", [
		{"key": "garantia", "label": "Garantía", "kind": "number", "unit": "meses", "choices": [],
			"is_required": False},
	]),
)  # fmt: skip


def upgrade() -> None:
	types = create_types()
	create_items()
	create_ledgers()
	op.bulk_insert(
		types,
		[
			{"name": name, "nature": nature, "name_key": key, "attributes": attributes}
			for name, nature, key, attributes in TYPES
		],
	)


def create_types() -> sa.Table:
	return op.create_table(
		"item_type",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("name", sa.String(120), nullable=False),
		sa.Column("name_key", sa.String(480, collation="C"), nullable=False),
		sa.Column("nature", sa.String(7), nullable=False),
		sa.Column("attributes", postgresql.JSONB(), server_default="[]", nullable=False),
		sa.Column("is_archived", sa.Boolean(), server_default="false", nullable=False),
		sa.PrimaryKeyConstraint("id", name="pk_item_type"),
		sa.UniqueConstraint("name_key", name="uq_item_type_name_key"),
	)


def create_items() -> None:
	op.create_table(
		"item",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		sa.Column("type_id", sa.BigInteger(), nullable=False),
		sa.Column("name", sa.String(120), nullable=False),
		sa.Column("reference", sa.String(40), nullable=False),
		sa.Column("brand", sa.String(60), server_default="", nullable=False),
		sa.Column("description", sa.Text(), server_default="", nullable=False),
		sa.Column("attributes", postgresql.JSONB(), server_default="{}", nullable=False),
		sa.Column("sheet", postgresql.JSONB(), server_default="{}", nullable=False),
		sa.Column("name_key", sa.String(480, collation="C"), nullable=False),
		sa.Column("search_key", sa.Text(), nullable=False),
		sa.Column("state", sa.String(7), server_default="draft", nullable=False),
		sa.Column("created_by", sa.String(120), nullable=False),
		now_column("created_at"),
		now_column("updated_at"),
		sa.PrimaryKeyConstraint("id", name="pk_item"),
		sa.ForeignKeyConstraint(["type_id"], ["item_type.id"], name="fk_item_type_id_item_type"),
	)
	op.create_index("ix_item_type_id", "item", ["type_id"])
	op.create_index("ix_item_name_key", "item", ["name_key"])
	op.create_index("uq_item_reference", "item", [sa.text("lower(reference)")], unique=True)


def create_ledgers() -> None:
	op.create_table(
		"item_price",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		item_column(),
		sa.Column("amount", sa.Numeric(14, 2), nullable=False),
		sa.Column("valid_from", sa.Date(), nullable=False),
		sa.Column("valid_until", sa.Date(), nullable=True),
		sa.Column("set_by", sa.String(120), nullable=False),
		now_column("set_at"),
		sa.PrimaryKeyConstraint("id", name="pk_item_price"),
		item_key("item_price"),
		sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
		postgresql.ExcludeConstraint(
			(sa.text("int8range(item_id, item_id, '[]')"), "&&"),
			(sa.text("daterange(valid_from, valid_until)"), "&&"),
			name="ex_item_price_overlap",
			using="gist",
		),
	)
	op.create_index("ix_item_price_item_id", "item_price", ["item_id"])
	op.create_table(
		"stock_move",
		sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
		item_column(),
		sa.Column("quantity", sa.Integer(), nullable=False),
		sa.Column("balance", sa.Integer(), nullable=False),
		sa.Column("reason", sa.String(10), nullable=False),
		sa.Column("note", sa.String(200), server_default="", nullable=False),
		sa.Column("moved_by", sa.String(120), nullable=False),
		now_column("moved_at"),
		sa.PrimaryKeyConstraint("id", name="pk_stock_move"),
		item_key("stock_move"),
		sa.CheckConstraint("quantity <> 0", name="quantity_moves"),
		sa.CheckConstraint("balance >= 0", name="balance_not_negative"),
	)
	op.create_index("ix_stock_move_item_id_id", "stock_move", ["item_id", "id"])


def item_column() -> sa.Column[int]:
	return sa.Column("item_id", sa.BigInteger(), nullable=False)


def item_key(table: str) -> sa.ForeignKeyConstraint:
	return sa.ForeignKeyConstraint(
		["item_id"], ["item.id"], name=f"fk_{table}_item_id_item", ondelete="CASCADE"
	)


def now_column(name: str) -> sa.Column[object]:
	return sa.Column(
		name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
	)


def downgrade() -> None:
	for table in ("stock_move", "item_price", "item", "item_type"):
		op.drop_table(table)
