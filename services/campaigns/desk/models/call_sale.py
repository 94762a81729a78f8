"""What was sold in a call, as it was named and priced then."""

from decimal import Decimal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.tables import Table
from chasqui.kernel.personal.declarations import STAYS, By, Keep, Personal
from chasqui.kernel.texts.text import say


class CallSaleRow(Table):
	__tablename__ = "call_sale"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Keep("An item, a number and an amount: books are kept, and they name nobody."),
		merge=STAYS,
		disclose=say("Ventas por teléfono"),
		keeps={"item_name": "What the catalogue called it."},
	)
	__table_args__ = (
		CheckConstraint("quantity > 0", name="quantity"),
		CheckConstraint("unit_price >= 0", name="unit_price"),
		Index("ix_call_sale_customer_id", "customer_id"),
	)

	call_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("call.id"), primary_key=True, autoincrement=False
	)
	customer_id: Mapped[int] = mapped_column(BigInteger)
	item_id: Mapped[int | None] = mapped_column(BigInteger)
	item_name: Mapped[str] = mapped_column(String(200))
	quantity: Mapped[int]
	unit_price: Mapped[Decimal] = mapped_column(Numeric(14, 2))
