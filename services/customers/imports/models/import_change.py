"""What an import changed in customers who were there already, so that it can be taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import STAYS, WORD, By, Delete, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class ImportChangeRow(Table):
	"""Deleted after the days of the report: until then the import can be taken back."""

	__tablename__ = "import_change"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=STAYS,
		disclose=say("Datos de antes de una importación"),
		keeps={"conflicts": WORD},
	)
	__table_args__ = (Index("ix_import_change_customer_id", "customer_id"),)

	import_id: Mapped[int] = mapped_column(
		ForeignKey("import_job.id", ondelete="CASCADE"), primary_key=True
	)
	customer_id: Mapped[int] = mapped_column(
		BigInteger, ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True
	)
	before: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
	"""The fields that changed, as they were; `after`, as the import left them."""
	after: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text("'{}'"))
	added: Mapped[list[dict[str, str]]] = mapped_column(JSONB, server_default=text("'[]'"))
	"""What its lists have got: objects of `section` and `value`."""
	undone_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
	conflicts: Mapped[list[str]] = mapped_column(ARRAY(String(40)), server_default="{}")
	"""Fields that stayed as they are, because somebody has changed them since."""
