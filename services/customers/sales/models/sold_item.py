"""What was sold of each item to whom, kept for reports and segments by the database itself."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import FOLLOWS, By, Keep, Personal, Undisclosed
from customers.tables import Table


class SoldItemRow(Table):
	"""An item of a sale that is invoiced, paid or returned, less what came back of it.

	No program writes it: `keep_sold_items…` of the migration does, with every statement that
	changes sales or their lines. Its order is that of reports, which count buyers without sorting.
	"""

	__tablename__ = "sold_item"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Keep(
			"Sales stay for the books; the record that it points to says nothing of anybody."
		),
		merge=FOLLOWS,
		disclose=Undisclosed("It says again what «Compras» says."),
	)
	__table_args__ = (
		Index("ix_sold_item_sale_id", "sale_id"),
		Index("ix_sold_item_customer_id", "customer_id"),
		Index(
			"ix_sold_item_type_id_customer_id",
			"type_id",
			"customer_id",
			"sale_id",
			postgresql_include=["invoiced_on", "units", "net"],
		),
	)

	item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True)
	sale_id: Mapped[int] = mapped_column(
		ForeignKey("sale.id", ondelete="CASCADE"), primary_key=True
	)
	type_id: Mapped[int] = mapped_column(ForeignKey("item_type.id"))
	invoiced_on: Mapped[date] = mapped_column(Date)
	units: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	net: Mapped[Decimal] = mapped_column(Numeric(14, 2))
