"""What every contract shares: the strict base model, money, months and pages."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

CENT = Decimal("0.01")
Item = TypeVar("Item")


class Contract(BaseModel):
	"""A word on the wire: unknown fields are errors, spaces around texts are not."""

	model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, from_attributes=True)


def round_money(value: object) -> object:
	"""Return a decimal rounded half-up to cents; what is no number is left to pydantic."""
	if isinstance(value, Decimal):
		return value.quantize(CENT, ROUND_HALF_UP)
	return value


def format_money(value: Decimal) -> str:
	"""Return money as JSON carries it: ``"1234.50"``."""
	return str(value.quantize(CENT, ROUND_HALF_UP))


# US dollars, numeric(14,2); a string in JSON so that no client makes a float of it.
Money = Annotated[
	Decimal,
	BeforeValidator(round_money),
	Field(ge=0, max_digits=14, decimal_places=2),
	PlainSerializer(format_money, return_type=str, when_used="json"),
]
Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", examples=["2026-11"])]
ProvinceCode = Annotated[str, Field(pattern=r"^EC-[A-Z]{1,2}$", examples=["EC-P"])]
CantonCode = Annotated[str, Field(pattern=r"^\d{4}$", examples=["1701"])]

# What a change was made to: opaque, as the record showed it (`kernel.versions`).
Version = Annotated[str, Field(min_length=1, max_length=400, pattern=r"^[0-9a-f]+$")]


class Page(Contract, Generic[Item]):
	"""A keyset page: ``next_cursor`` is opaque and absent on the last page."""

	items: list[Item]
	next_cursor: str | None = None
