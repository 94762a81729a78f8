"""Words of sales: documents with lines, from the draft to what came back (C3 C8 C14).

Prices are net: tax is added to them. Amounts are US dollars in whole cents, half up; of a document
the net amounts, the taxes and the totals of its lines add up to its own, to the cent.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, PlainSerializer, StringConstraints, model_validator

from chasqui.contracts.customers.catalogue import ItemNature
from chasqui.contracts.customers.list_values import Printable, PrintableLines
from chasqui.contracts.customers.vat import VatClass, VatPercent
from chasqui.contracts.wire import (
	Contract,
	Day,
	Instant,
	Money,
	Number,
	ProvinceCode,
	Version,
	write_plainly,
)
from chasqui.kernel.texts.text import say

MOST_LINES = 100
Units = Annotated[Number, PlainSerializer(write_plainly, return_type=str, when_used="json")]
Quantity = Annotated[Units, Field(gt=0, le=1_000_000, max_digits=10, decimal_places=2)]
"""Whole units of a product; of a service, hundredths too: 1.5 hours."""
Place = Annotated[int, Field(ge=1, le=MOST_LINES)]
"""Of a line in its document, from 1 on."""
AccessKey = Annotated[str, StringConstraints(pattern=r"^\d{49}$")]
Note = Annotated[str, PrintableLines, Field(max_length=500)]
Reason = Annotated[str, Printable, Field(min_length=3, max_length=200)]
SeriesPart = Annotated[str, StringConstraints(pattern=r"^\d{3}$")]


class SaleState(StrEnum):
	"""Where a sale stands: draft → invoiced → paid → returned; only an invoice is voided.

	What came back in part leaves it paid, with `returned_total`.
	"""

	DRAFT = "draft"
	INVOICED = "invoiced"
	PAID = "paid"
	RETURNED = "returned"
	VOIDED = "voided"


SOLD = (SaleState.INVOICED, SaleState.PAID, SaleState.RETURNED)
"""States of what was sold and not voided; what came back is taken off its amounts."""


class SaleChannel(StrEnum):
	PHONE = "phone"
	COUNTER = "counter"
	VISIT = "visit"
	MAIL = "mail"
	WEB = "web"
	OTHER = "other"


class SaleSource(StrEnum):
	"""Whether a sale was noted here, or came in a file as what was sold before."""

	NOTED = "noted"
	IMPORTED = "imported"


class DocumentKind(StrEnum):
	"""Documents that carry numbers, by the SRI's code; a quote is none of its documents."""

	INVOICE = "01"
	CREDIT_NOTE = "04"
	QUOTE = "CO"


class ReturnReason(StrEnum):
	FAULTY = "faulty"
	WRONG = "wrong"
	UNWANTED = "unwanted"
	OTHER = "other"


class SaleLineFields(Contract):
	"""One item of a sale. Without `unit_price` it is the catalogue's on the day of the order.

	Without `discount` the customer's best promotion of that day is taken; with one, that is all
	there is. `discount` is of the whole line.
	"""

	item_id: int
	quantity: Quantity
	unit_price: Money | None = None
	discount: Money | None = None


class SaleOrigin(Contract):
	"""The campaign that brought a sale: the one whose call it was noted from, or that was named.

	Nothing is reckoned afterwards: without it a sale belongs to no campaign.
	"""

	campaign_id: int
	campaign_name: str = Field(default="", max_length=120)
	call_id: int | None = None


class QuoteMark(Contract):
	"""The quote that a sale was made of: its lines are the quoted ones, and stay."""

	id: int
	number: str


class SaleFields(Contract):
	"""A sale as it is written down; without `ordered_on` it was ordered today."""

	customer_id: int
	ordered_on: Day | None = None
	channel: SaleChannel = SaleChannel.COUNTER
	origin: SaleOrigin | None = None
	note: Note = ""
	lines: list[SaleLineFields] = Field(min_length=1, max_length=MOST_LINES)


class SalePatch(Contract):
	"""What may change of a draft; lines are given whole."""

	version: Version
	ordered_on: Day | None = None
	channel: SaleChannel | None = None
	note: Note | None = None
	lines: list[SaleLineFields] | None = Field(default=None, min_length=1, max_length=MOST_LINES)


class SaleLine(Contract):
	"""One line as it was sold: name and reference as they were then.

	`net` is quantity × price − discount, `total` is `net` + `tax`; `returned` of `quantity` came
	back.
	"""

	place: int
	item_id: int
	name: str
	reference: str
	nature: ItemNature
	quantity: Units
	unit_price: Money
	discount: Money
	promotion: str = ""
	"""The one that gave the discount."""
	vat_class: VatClass
	vat_percent: VatPercent
	net: Money
	tax: Money
	total: Money
	returned: Units = Decimal(0)


class ReturnLineFields(Contract):
	place: Place
	quantity: Quantity


class ReturnFields(Contract):
	"""What of a paid sale comes back; `restocks`: its products go back on the shelf."""

	version: Version
	lines: list[ReturnLineFields] = Field(min_length=1, max_length=MOST_LINES)
	reason: ReturnReason
	restocks: bool = True

	@model_validator(mode="after")
	def refuse_twins(self) -> "ReturnFields":
		"""Refuse a line that is named twice."""
		places = [one.place for one in self.lines]
		if len(set(places)) < len(places):
			raise ValueError(say("Una línea está dos veces."))
		return self


class SaleReturn(Contract):
	"""A credit note: what came back, with a number of its own."""

	id: int
	number: str
	returned_on: Day
	reason: ReturnReason
	restocks: bool
	net: Money
	tax: Money
	total: Money
	lines: list[ReturnLineFields] = []
	made_by: str
	made_at: Instant


class SaleStep(Contract):
	"""Something that was done with a sale, and who did it."""

	state: SaleState
	at: Instant
	by: str


class SaleSummary(Contract):
	"""A sale as lists show it. `number` is empty before the invoice; `units` are of all lines."""

	id: int
	number: str = ""
	customer_id: int
	customer_name: str
	province: ProvinceCode | None = None
	state: SaleState
	channel: SaleChannel
	seller_name: str
	origin: SaleOrigin | None = None
	quote: QuoteMark | None = None
	ordered_on: Day
	invoiced_on: Day | None = None
	paid_on: Day | None = None
	units: Units = Decimal(0)
	net: Money
	tax: Money
	total: Money
	returned_total: Money = Decimal(0)
	import_id: int | None = None
	"""The file that brought it."""


class VatSum(Contract):
	"""The tax of a document at one rate, and what it is of."""

	vat_class: VatClass
	vat_percent: VatPercent
	net: Money
	tax: Money


class Sale(SaleSummary):
	lines: list[SaleLine] = []
	vat: list[VatSum] = []
	returns: list[SaleReturn] = []
	steps: list[SaleStep] = []
	access_key: str = ""
	note: str = ""
	void_reason: str = ""
	version: str = ""


class InvoiceRequest(Contract):
	"""Asks for the invoice of a draft; its number is the next one of the series (the first one)."""

	version: Version
	series_id: int | None = None


class PaymentFields(Contract):
	"""An invoice was paid; without `paid_on` it was today."""

	version: Version
	paid_on: Day | None = None


class VoidRequest(Contract):
	version: Version
	reason: Reason


class AuthorisationFields(Contract):
	"""The key by which the SRI authorised an invoice, which says again what the invoice says."""

	version: Version
	access_key: AccessKey


class SeriesFields(Contract):
	"""A series of numbers: the first is ``001-001-000000001``, or what `next_number` says."""

	kind: DocumentKind
	establishment: SeriesPart = "001"
	point: SeriesPart = "001"
	next_number: int = Field(default=1, ge=1, le=999_999_999)


class Series(SeriesFields):
	id: int
