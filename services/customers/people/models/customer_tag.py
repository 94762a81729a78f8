"""Free tags."""

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import JOINS, By, Delete, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class CustomerTagRow(Table):
	__tablename__ = "customer_tag"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=JOINS,
		disclose=say("Etiquetas"),
	)
	__table_args__ = (
		Index("ix_customer_tag_tag_customer_id", "tag", "customer_id"),
		Index("ix_customer_tag_lower", text("lower(tag)"), "customer_id"),
	)

	customer_id: Mapped[int] = mapped_column(
		ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True
	)
	tag: Mapped[str] = mapped_column(String(40), primary_key=True)
	"""As it was first typed, spaces single; compared without regard to case."""
