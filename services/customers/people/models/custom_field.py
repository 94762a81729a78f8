"""Fields that the company adds to its customers; the values stand in `customer.custom`."""

from datetime import datetime

from sqlalchemy import DateTime, String, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table


class CustomFieldRow(Table):
	__tablename__ = "custom_field"
	__personal__ = Impersonal("Which fields the company adds; values stand in the customer.")

	key: Mapped[str] = mapped_column(String(40), primary_key=True)
	label: Mapped[str] = mapped_column(String(60))
	kind: Mapped[str] = mapped_column(String(7))
	choices: Mapped[list[str]] = mapped_column(ARRAY(String(60)), server_default="{}")
	is_archived: Mapped[bool] = mapped_column(server_default="false")
	created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
