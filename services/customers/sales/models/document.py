"""What a document of a sale says, and one that only offers it too: to whom, by whom, its lines."""

from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Identity, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column


class DocumentMixin:
	"""Seller, attribution and amounts; ``staff:3`` is who wrote it down."""

	id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
	customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
	state: Mapped[str] = mapped_column(String(8), server_default="draft")
	channel: Mapped[str] = mapped_column(String(7))
	seller: Mapped[str] = mapped_column(String(80))
	seller_name: Mapped[str] = mapped_column(String(120))
	campaign_id: Mapped[int | None] = mapped_column(BigInteger)
	campaign_name: Mapped[str] = mapped_column(String(120), server_default="")
	call_id: Mapped[int | None] = mapped_column(BigInteger)
	series_id: Mapped[int | None] = mapped_column(ForeignKey("number_series.id"))
	series_number: Mapped[int | None]
	"""No series where the document comes from elsewhere."""
	number: Mapped[str | None] = mapped_column(String(40, collation="C"))
	"""``001-001-000000123``, as the document shows it; of another system, in whatever form.
	Collated by code points, so that those of a series are a range of the index."""
	net: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	tax: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	total: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	units: Mapped[Decimal] = mapped_column(Numeric(12, 2))
	note: Mapped[str] = mapped_column(String(500), server_default="")


class DocumentLineMixin:
	"""One item at its price; `place` counts from 1 on."""

	place: Mapped[int] = mapped_column(primary_key=True)
	item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
	name: Mapped[str] = mapped_column(String(120))
	reference: Mapped[str] = mapped_column(String(40, collation="C"))
	nature: Mapped[str] = mapped_column(String(7))
	"""Name, reference and nature as they were when it was written."""
	quantity: Mapped[Decimal] = mapped_column(Numeric(12, 2))
	unit_price: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	discount: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	has_own_discount: Mapped[bool]
	"""Somebody gave it; else it is what the best promotion of the day takes off."""
	promotion: Mapped[str] = mapped_column(String(120), server_default="")
	vat_class: Mapped[str] = mapped_column(String(7))
	vat_percent: Mapped[Decimal] = mapped_column(Numeric(5, 2))
	net: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	tax: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	total: Mapped[Decimal] = mapped_column(Numeric(14, 2))
