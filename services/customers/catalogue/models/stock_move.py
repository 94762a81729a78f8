"""The ledger of stock: what came and went, append-only, which a trigger sees to (C7)."""

from datetime import datetime

from sqlalchemy import (
	BigInteger,
	CheckConstraint,
	DateTime,
	ForeignKey,
	Identity,
	Index,
	String,
	func,
	text,
)
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table


class StockMoveRow(Table):
	__tablename__ = "stock_move"
	__personal__ = Impersonal("Units of what the company sells.")
	__table_args__ = (
		CheckConstraint("quantity <> 0", name="quantity_moves"),
		CheckConstraint("balance >= 0 OR may_owe", name="balance_not_negative"),
		Index("ix_stock_move_item_id_id", "item_id", "id"),
		Index("ix_stock_move_sale_id", "sale_id", postgresql_where=text("sale_id > 0")),
		Index(
			"ix_stock_move_part_order_id",
			"part_order_id",
			postgresql_where=text("part_order_id > 0"),
		),
		Index(
			"ix_stock_move_service_order_id",
			"service_order_id",
			postgresql_where=text("service_order_id > 0"),
		),
	)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
	quantity: Mapped[int]
	balance: Mapped[int]
	"""What was left after it; the newest one is the stock."""
	reason: Mapped[str] = mapped_column(String(10))
	note: Mapped[str] = mapped_column(String(200), server_default="")
	sale_id: Mapped[int | None] = mapped_column(ForeignKey("sale.id"))
	"""The sale that moved it."""
	service_order_id: Mapped[int | None] = mapped_column(ForeignKey("service_order.id"))
	"""The service of a machine that took it."""
	part_order_id: Mapped[int | None] = mapped_column(ForeignKey("part_order.id"))
	"""The order of spare parts that brought or took it."""
	may_owe: Mapped[bool] = mapped_column(server_default="false")
	"""The item was sold without stock, so that the balance may be what is owed."""
	moved_by: Mapped[str] = mapped_column(String(120))
	moved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
