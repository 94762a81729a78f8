"""Services and products that the company sells, sold or is about to sell."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, String, Text, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table


class ItemRow(Table):
	__tablename__ = "item"
	__personal__ = Impersonal("What the company sells; who of the staff wrote it is the company's.")
	__table_args__ = (Index("uq_item_reference", text("lower(reference)"), unique=True),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	type_id: Mapped[int] = mapped_column(ForeignKey("item_type.id"), index=True)
	name: Mapped[str] = mapped_column(String(120))
	reference: Mapped[str] = mapped_column(String(40))
	"""Never given to another item, so that old papers keep their meaning."""
	brand: Mapped[str] = mapped_column(String(60), server_default="")
	description: Mapped[str] = mapped_column(Text, server_default="")
	vat_class: Mapped[str] = mapped_column(String(7), server_default="general")
	sells_without_stock: Mapped[bool] = mapped_column(server_default="false")
	attributes: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
	sheet: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
	"""As `contracts.catalogue.SalesSheet` has it."""
	name_key: Mapped[str] = mapped_column(String(480, collation="C"), index=True)
	search_key: Mapped[str] = mapped_column(Text)
	"""Name, reference and brand without accents, for the search."""
	state: Mapped[str] = mapped_column(String(7), server_default="draft")
	created_by: Mapped[str] = mapped_column(String(120))
	created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
	updated_at: Mapped[datetime] = mapped_column(
		DateTime(timezone=True), server_default=func.now(), onupdate=func.now()
	)
