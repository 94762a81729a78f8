"""Words of lists of sales: what narrows them, what they count, many paid at once."""

from typing import Annotated

from pydantic import Field

from chasqui.contracts.customers.list_values import (
	Delimiter,
	Many,
	SearchText,
	TableFormat,
)
from chasqui.contracts.customers.sales import SaleChannel, SaleSource, SaleState
from chasqui.contracts.wire import CantonCode, Contract, Day, Money, Month, ProvinceCode, Words

SORTS = ("ordered", "invoiced", "total")
SORT_PATTERN = rf"^-?({'|'.join(SORTS)})$"
MOST_PAID = 500
"""In one transaction."""


class SaleFilters(Contract):
	"""What a list of sales asks; of several values any one, of days and amounts both ends."""

	q: SearchText | None = None
	"""A number, or words of the customer's name."""
	ids: Many[int] = []
	customer_id: Many[int] = []
	state: Many[SaleState] = []
	channel: Many[SaleChannel] = []
	seller: Many[Annotated[str, Field(max_length=80)]] = []
	campaign_id: Many[int] = []
	item_id: Many[int] = []
	type_id: Many[int] = []
	province: Many[ProvinceCode] = []
	canton: Many[CantonCode] = []
	source: Many[SaleSource] = []
	import_id: Many[int] = []
	month: Many[Month] = []
	"""Of the invoice."""
	ordered_from: Day | None = None
	ordered_to: Day | None = None
	invoiced_from: Day | None = None
	invoiced_to: Day | None = None
	total_from: Money | None = None
	total_to: Money | None = None


class SaleQuery(SaleFilters):
	sort: str = Field(default="-ordered", pattern=SORT_PATTERN)
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class SaleExportQuery(SaleFilters):
	"""The lines of the sales that match as a file, the latest sale first."""

	format: TableFormat = TableFormat.CSV
	delimiter: Delimiter = Delimiter.SEMICOLON


class SaleFacetValue(Contract):
	value: str
	text: str
	sales: int


class SaleFacets(Contract):
	"""How many match, and how many have each value; each facet leaves out its own filter."""

	total: int
	state: list[SaleFacetValue] = []
	channel: list[SaleFacetValue] = []
	seller: list[SaleFacetValue] = []
	source: list[SaleFacetValue] = []


class SalesPayment(Contract):
	"""Asks that all that match, of which the person saw `expected`, were paid on a day."""

	filters: SaleFilters
	expected: int = Field(ge=1, le=MOST_PAID)
	paid_on: Day | None = None


class SaleRefusal(Contract):
	"""A sale that stays as it was, and why."""

	id: int
	number: str
	reason: Words


class SalesPaid(Contract):
	changed: int
	refused: list[SaleRefusal] = []
