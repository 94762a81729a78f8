"""Value-added tax: classes of what is sold, and the rate of each from a day on."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, PlainSerializer

from chasqui.contracts.wire import Contract, Day, Instant, Number, write_plainly

VatPercent = Annotated[
	Number,
	Field(ge=0, le=100, max_digits=5, decimal_places=2),
	PlainSerializer(write_plainly, return_type=str, when_used="json"),
]
"""Percent of the net amount: 15 for 15 %."""


class VatClass(StrEnum):
	"""How the law taxes an item; what each rate is on a day is data (`VatRate`)."""

	GENERAL = "general"
	REDUCED = "reduced"
	ZERO = "zero"
	EXEMPT = "exempt"

	@property
	def is_taxed(self) -> bool:
		"""Whether it has a rate, which changes with time; that of the others is always nothing."""
		return self in (VatClass.GENERAL, VatClass.REDUCED)


class VatRateFields(Contract):
	"""The rate of a class from a day on, until the next one begins."""

	vat_class: VatClass
	valid_from: Day
	percent: VatPercent


class VatRate(VatRateFields):
	id: int
	set_by: str
	set_at: Instant


NO_VAT = Decimal(0)
