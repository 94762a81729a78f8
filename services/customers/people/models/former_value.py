"""Identifications, e-mails and phones that a customer had before they were corrected or changed.

The other services and the credit-risk service may still know the person by them: so that what they
hold can be disclosed and erased, they are kept for that alone. Triggers write them, whatever
changes a record (a form, a file); a merge does not, for it keeps what was before by itself.
"""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, String, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from chasqui.kernel.personal.declarations import STAYS, WORD, By, Delete, Personal
from chasqui.kernel.texts.text import say
from customers.tables import Table


class FormerValueRow(Table):
	__tablename__ = "former_value"
	__personal__ = Personal(
		refers={"customer_id": By.ID},
		erase=Delete(),
		merge=STAYS,
		disclose=say("Datos anteriores"),
		keeps={"field": WORD},
	)
	__table_args__ = (UniqueConstraint("customer_id", "field", "value", "id_type"),)

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"))
	field: Mapped[str] = mapped_column(String(8))
	"""``identity``, ``email`` or ``phone``."""
	id_type: Mapped[str] = mapped_column(String(8), server_default="")
	"""Of an identity; empty otherwise."""
	value: Mapped[str] = mapped_column(String(254, collation="C"))
	replaced_at: Mapped[datetime] = mapped_column(
		DateTime(timezone=True), server_default=func.now()
	)
