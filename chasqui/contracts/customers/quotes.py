"""Words of quotes: what something would cost, for how long, and what became of it (R5 R52).

Lines, prices and amounts are those of sales. A quote is draft → issued → accepted, rejected or
expired; accepting it makes the sale.
"""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from chasqui.contracts.customers.sales import (
	MOST_LINES,
	Note,
	Reason,
	SaleChannel,
	SaleLine,
	SaleLineFields,
	SaleOrigin,
	SaleState,
	Units,
	VatSum,
)
from chasqui.contracts.wire import Contract, Day, Instant, Money, ProvinceCode, Version

CONVERSION_DAYS = 90
"""Within which of its issue a quote has to become a sale to count as converted (R52)."""


class QuoteState(StrEnum):
	"""Where a quote stands; an issued one whose last day is past is expired."""

	DRAFT = "draft"
	ISSUED = "issued"
	ACCEPTED = "accepted"
	REJECTED = "rejected"
	EXPIRED = "expired"


ISSUED_STATES = (
	QuoteState.ISSUED,
	QuoteState.ACCEPTED,
	QuoteState.REJECTED,
	QuoteState.EXPIRED,
)
"""States of what was issued, whatever came of it."""


class QuoteFields(Contract):
	"""A quote as it is written down; without `valid_until` it holds for the company's usual days.

	Prices are those of the day on which it is written or last changed.
	"""

	customer_id: int
	valid_until: Day | None = None
	channel: SaleChannel = SaleChannel.COUNTER
	origin: SaleOrigin | None = None
	note: Note = ""
	lines: list[SaleLineFields] = Field(min_length=1, max_length=MOST_LINES)


class QuotePatch(Contract):
	"""What may change of a draft; lines are given whole."""

	version: Version
	valid_until: Day | None = None
	channel: SaleChannel | None = None
	note: Note | None = None
	lines: list[SaleLineFields] | None = Field(default=None, min_length=1, max_length=MOST_LINES)


class QuoteStep(Contract):
	"""Something that was done with a quote, and who did it."""

	state: QuoteState
	at: Instant
	by: str


class QuoteSale(Contract):
	"""The sale that a quote became."""

	id: int
	number: str = ""
	state: SaleState


class QuoteMail(Contract):
	"""That a quote was mailed: when, by whom, and to which address, masked."""

	at: Instant
	by: str
	sent_to: str
	"""Empty once the person was erased."""


class QuoteMailRequest(Contract):
	"""Asks that a quote is mailed to its customer, with some words if there are any to say."""

	version: Version
	message: Note = ""


class QuoteSummary(Contract):
	"""A quote as lists show it; `number` is empty before it is issued."""

	id: int
	number: str = ""
	customer_id: int
	customer_name: str
	province: ProvinceCode | None = None
	state: QuoteState
	channel: SaleChannel
	seller_name: str
	origin: SaleOrigin | None = None
	written_on: Day
	"""The day whose prices it has."""
	issued_on: Day | None = None
	valid_until: Day
	units: Units = Decimal(0)
	net: Money
	tax: Money
	total: Money
	sale: QuoteSale | None = None
	mailed_at: Instant | None = None
	"""The last time."""


class Quote(QuoteSummary):
	lines: list[SaleLine] = []
	vat: list[VatSum] = []
	steps: list[QuoteStep] = []
	mails: list[QuoteMail] = []
	note: str = ""
	reject_reason: str = ""
	version: str = ""


class QuoteMove(Contract):
	"""Asks that a quote goes on as whoever asks has seen it: issued, accepted, copied."""

	version: Version


class QuoteRejection(Contract):
	version: Version
	reason: Reason
