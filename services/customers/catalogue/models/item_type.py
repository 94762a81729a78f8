"""Types of what the company sells, each with the characteristics of its items."""

from typing import Any

from sqlalchemy import BigInteger, Identity, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import Impersonal
from customers.tables import Table


class ItemTypeRow(Table):
	__tablename__ = "item_type"
	__personal__ = Impersonal("What the company sells.")

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	name: Mapped[str] = mapped_column(String(120))
	name_key: Mapped[str] = mapped_column(String(480, collation="C"), unique=True)
	nature: Mapped[str] = mapped_column(String(7))
	attributes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
	"""As `contracts.catalogue.Attribute` has them, in their order."""
	is_archived: Mapped[bool] = mapped_column(server_default="false")
