"""Addresses that are not written to."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, LargeBinary, String, func
from sqlalchemy.orm import Mapped, mapped_column

from mailer.tables import Table


class SuppressionRow(Table):
	"""One row per address and source: a consent given again lifts only the consent's own."""

	__tablename__ = "suppression"

	address_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
	"""SHA-256 of the lower-case address: an objection outlives the erasure of the person."""
	source: Mapped[str] = mapped_column(String(12), primary_key=True)
	customer_id: Mapped[int | None] = mapped_column(BigInteger)
	since: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
