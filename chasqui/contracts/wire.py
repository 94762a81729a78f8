"""What every contract shares: the strict base model, money, months and pages."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Annotated, Any, Generic, TypeVar

from pydantic import (
	AfterValidator,
	BaseModel,
	BeforeValidator,
	ConfigDict,
	Field,
	PlainSerializer,
	TypeAdapter,
)

from chasqui.kernel.texts.cleaning import tidy_line
from chasqui.kernel.texts.text import MARK, Text, read_text, say

CENT = Decimal("0.01")
MOST_EXPONENT = 18
"""A number of more places before or after its point is nobody's: written out, ``1E+60000000`` takes
gigabytes, and PostgreSQL's bigint ends at 19 digits."""
EARLIEST_YEAR, LATEST_YEAR = 1800, 2200
"""Days before and after may be reckoned with: a day, a zone or a century more still is a date."""
AnyDate = TypeVar("AnyDate", date, datetime)
Item = TypeVar("Item")
Answer = TypeVar("Answer")
_adapters: dict[Any, TypeAdapter[Any]] = {}


class Contract(BaseModel):
	"""A word on the wire: unknown fields are errors, spaces around texts are not.

	How strict to be is the reader's to say, for one word may stand in a request and in an answer:
	`kernel.web` forbids unknown fields in all that is asked, `read_answer` passes them over in all
	that is answered, at every depth. So services are deployed one by one. A field that is added to
	an answer or an event has a default, for a while older ones are sent too; a value that an
	enumeration does not know breaks the contract: its readers are deployed first.
	"""

	model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, from_attributes=True)


def find_adapter(kind: Any) -> TypeAdapter[Any]:
	"""Return what reads and describes a contract, or one of several."""
	if kind not in _adapters:
		_adapters[kind] = TypeAdapter(kind)
	return _adapters[kind]


def read_answer(kind: type[Answer], text: str | bytes) -> Answer:
	"""Return an answer, an event or a kept document as a contract, unknown fields passed over.

	:raises ValidationError: a field is missing or wrong
	"""
	answer: Answer = find_adapter(kind).validate_json(text, extra="ignore")
	return answer


def round_money(value: object) -> object:
	"""Return a decimal rounded half-up to cents; what is no number is left to pydantic."""
	if isinstance(value, Decimal) and is_bounded(value):
		return value.quantize(CENT, ROUND_HALF_UP)
	return value


def is_bounded(value: Decimal, most: int = MOST_EXPONENT) -> bool:
	"""Return whether a number may be written out: finite, its first digit within `most` places."""
	return value.is_finite() and abs(value.adjusted()) <= most


def read_number(text: str) -> Decimal:
	"""Return the number that a text writes.

	:raises ValueError: it writes none, or one out of bounds
	"""
	try:
		return check_number(Decimal(text))
	except InvalidOperation as error:
		raise ValueError(text) from error


def check_number(value: Decimal, most: int = MOST_EXPONENT) -> Decimal:
	"""Return a number that may be written out.

	:raises ValueError: it is out of bounds
	"""
	if not is_bounded(value, most):
		raise ValueError(say("Es un número demasiado grande o demasiado pequeño."))
	return value


def check_year(value: AnyDate) -> AnyDate:
	"""Return a date that may be reckoned with.

	:raises ValueError: it is of another age
	"""
	if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
		raise ValueError(
			say(
				"Debe ser una fecha de los años {earliest_year} a {latest_year}.",
				earliest_year=str(EARLIEST_YEAR),  # a year has no thousands
				latest_year=str(LATEST_YEAR),
			)
		)
	return value


def put_into_words(value: object) -> object:
	"""Return a text, or what a document has kept of one, in the current language."""
	if isinstance(value, str) and value.startswith(MARK):
		value = read_text(value)
	return str(value) if isinstance(value, Text) else value


def tidy(value: object) -> object:
	"""Return a text in one line, without what nobody sees."""
	return tidy_line(value) if isinstance(value, str) else value


def format_money(value: Decimal) -> str:
	"""Return money as JSON carries it: ``"1234.50"``."""
	return str(value.quantize(CENT, ROUND_HALF_UP))


def write_plainly(value: Decimal) -> str:
	"""Return a number as JSON carries it, one way to write each: ``"1.5"``, ``"15"``."""
	return f"{value.normalize():f}"


# US dollars, numeric(14,2); a string in JSON so that no client makes a float of it.
Money = Annotated[
	Decimal,
	AfterValidator(check_number),
	BeforeValidator(round_money),
	Field(ge=0, max_digits=14, decimal_places=2),
	PlainSerializer(format_money, return_type=str, when_used="json"),
]
# As money, but it may be owed.
Balance = Annotated[
	Decimal,
	AfterValidator(check_number),
	BeforeValidator(round_money),
	Field(max_digits=14, decimal_places=2),
	PlainSerializer(format_money, return_type=str, when_used="json"),
]
Number = Annotated[Decimal, AfterValidator(check_number)]
Day = Annotated[date, AfterValidator(check_year)]
Instant = Annotated[datetime, AfterValidator(check_year)]
# What a person types in one line, perhaps copied out of a page.
Line = Annotated[str, BeforeValidator(tidy)]
# What people read: words in the reader's language, made of a text when the contract is.
Words = Annotated[str, BeforeValidator(put_into_words)]
Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", examples=["2026-11"])]
ProvinceCode = Annotated[str, Field(pattern=r"^EC-[A-Z]{1,2}$", examples=["EC-P"])]
CantonCode = Annotated[str, Field(pattern=r"^\d{4}$", examples=["1701"])]

# What a change was made to: opaque, as the record showed it (`kernel.versions`).
Version = Annotated[str, Field(min_length=1, max_length=400, pattern=r"^[0-9a-f]+$")]


class Page(Contract, Generic[Item]):
	"""A keyset page: ``next_cursor`` is opaque and absent on the last page."""

	items: list[Item]
	next_cursor: str | None = None


class ListQuery(Contract):
	"""A page of a list without filters."""

	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)
