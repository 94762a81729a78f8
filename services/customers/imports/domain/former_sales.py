"""Documents of a file of sales, on their way from its rows to what is written down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from chasqui.contracts.customers.sales import SaleChannel, SaleState
from chasqui.contracts.customers.vat import VatClass
from customers.imports.domain.faults import Fault, Rejection
from customers.imports.domain.sale_lookups import FoundItem
from customers.imports.domain.sale_rows import FileLine
from customers.people.domain.problems import BadField
from customers.sales.domain.amounts import Amounts, PricedLine


@dataclass
class DraftLine:
	"""A line on its way: what the file says, what that is here, and what is wrong with it."""

	line: int
	cells: list[str] | None
	"""The row as it came; none of it where the person asked to be erased."""
	given: FileLine | None
	faults: list[Fault] = field(default_factory=list)
	warnings: Sequence[Fault] = ()

	def build_rejection(self) -> Rejection | None:
		"""Return what is reported of the row: all that keeps it out, or what it does without."""
		if self.faults:
			return Rejection(self.line, [*self.faults, *self.warnings], self.cells)
		if self.warnings:
			return Rejection(self.line, self.warnings, self.cells, is_warning=True)
		return None

	def note(self, bad: BadField, value: str = "") -> None:
		if not any(one.field == bad.field for one in self.faults):
			self.faults.append(Fault.make(bad, value))


@dataclass(frozen=True)
class FormerLine:
	"""A line as it is written down."""

	item: FoundItem
	name: str
	priced: PricedLine
	vat_class: VatClass
	amounts: Amounts
	returned: Decimal
	back: Amounts
	"""What of it came back, in units and money."""


@dataclass(frozen=True)
class FormerSale:
	"""A document as it is written down."""

	number: str
	customer_id: int
	state: SaleState
	channel: SaleChannel
	seller: str
	ordered_on: date
	invoiced_on: date
	paid_on: date | None
	lines: Sequence[FormerLine]
