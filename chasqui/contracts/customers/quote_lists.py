"""Words of lists of quotes: what narrows them, what they count, many rejected at once."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chasqui.contracts.customers.list_values import (
	Delimiter,
	Many,
	SearchText,
	TableFormat,
)
from chasqui.contracts.customers.quotes import QuoteState
from chasqui.contracts.customers.sales import Reason, SaleChannel
from chasqui.contracts.wire import Contract, Day, Money, Month, ProvinceCode, Words

SORTS = ("written", "issued", "until", "total")
SORT_PATTERN = rf"^-?({'|'.join(SORTS)})$"
MOST_REJECTED = 500
"""In one transaction."""


class QuoteOutcome(StrEnum):
	"""What came of an issued quote within the days of R52."""

	CONVERTED = "converted"
	"""A sale that is not void was made of it in time."""
	OPEN = "open"
	"""It may still be accepted in time."""
	LOST = "lost"


class QuoteFilters(Contract):
	"""What a list of quotes asks; of several values any one, of days and amounts both ends."""

	q: SearchText | None = None
	"""A number, or words of the customer's name."""
	ids: Many[int] = []
	customer_id: Many[int] = []
	state: Many[QuoteState] = []
	outcome: Many[QuoteOutcome] = []
	channel: Many[SaleChannel] = []
	seller: Many[Annotated[str, Field(max_length=80)]] = []
	campaign_id: Many[int] = []
	item_id: Many[int] = []
	type_id: Many[int] = []
	province: Many[ProvinceCode] = []
	month: Many[Month] = []
	"""Of the issue."""
	issued_from: Day | None = None
	issued_to: Day | None = None
	until_from: Day | None = None
	until_to: Day | None = None
	total_from: Money | None = None
	total_to: Money | None = None


class QuoteQuery(QuoteFilters):
	sort: str = Field(default="-written", pattern=SORT_PATTERN)
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class QuoteExportQuery(QuoteFilters):
	"""The lines of the quotes that match as a file, the latest quote first."""

	format: TableFormat = TableFormat.CSV
	delimiter: Delimiter = Delimiter.SEMICOLON


class QuoteFacetValue(Contract):
	value: str
	text: str
	quotes: int


class QuoteFacets(Contract):
	"""How many match, and how many have each value; each facet leaves out its own filter."""

	total: int
	state: list[QuoteFacetValue] = []
	channel: list[QuoteFacetValue] = []
	seller: list[QuoteFacetValue] = []


class QuotesRejection(Contract):
	"""Asks that all that match, of which the person saw `expected`, are rejected for a reason."""

	filters: QuoteFilters
	expected: int = Field(ge=1, le=MOST_REJECTED)
	reason: Reason


class QuoteRefusal(Contract):
	"""A quote that stays as it was, and why."""

	id: int
	number: str
	reason: Words


class QuotesRejected(Contract):
	changed: int
	refused: list[QuoteRefusal] = []
