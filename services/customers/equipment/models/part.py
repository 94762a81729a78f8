"""What a line of a part is, whichever document it stands in."""

from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column


class PartMixin:
	place: Mapped[int] = mapped_column(primary_key=True)
	"""From 1 on."""
	item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
	"""None of what the catalogue does not have."""
	name: Mapped[str] = mapped_column(String(120))
	"""As it was then."""
	is_product: Mapped[bool]
	"""Of ours, with stock."""
	quantity: Mapped[Decimal] = mapped_column(Numeric(12, 2))
	unit_price: Mapped[Decimal] = mapped_column(Numeric(14, 2))
	amount: Mapped[Decimal] = mapped_column(Numeric(14, 2))


def check_part() -> CheckConstraint:
	return CheckConstraint("quantity > 0", name="some_quantity")
