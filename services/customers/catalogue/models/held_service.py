"""Services that files told of, held until there is a catalogue to take them."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Identity, Numeric, String, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table


class HeldServiceRow(Table):
	__tablename__ = "held_service"
	__personal__ = Impersonal("What the company sells.")

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	name: Mapped[str] = mapped_column(String(120))
	name_key: Mapped[str] = mapped_column(String(480, collation="C"), unique=True)
	category: Mapped[str | None] = mapped_column(String(60))
	price: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
	details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
	"""Whatever else the file said of it, name by name."""
	import_id: Mapped[int] = mapped_column(BigInteger)
	created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
