"""Keeps drafts of quotes: written, changed, copied, deleted."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from chasqui.contracts.customers.people import CustomerKind
from chasqui.contracts.customers.quotes import (
	Quote,
	QuoteFields,
	QuoteMove,
	QuotePatch,
	QuoteState,
)
from chasqui.contracts.customers.sales import SaleLineFields
from chasqui.kernel.data.versions import check_unchanged, check_version
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.people.models.customer import CustomerRow
from customers.quotes.models.quote import QuoteLineRow, QuoteRow
from customers.quotes.repositories.quotes import QuoteRepository
from customers.quotes.use_cases.quote_lines import quote_line
from customers.quotes.use_cases.quote_reader import QuoteReader
from customers.quotes.use_cases.quote_recorder import QuoteRecorder
from customers.sales.use_cases.buyer_policy import BuyerPolicy
from customers.sales.use_cases.draft_writer import write_sums
from customers.sales.use_cases.sale_line_builder import Buyer, SaleLineBuilder
from customers.sales.use_cases.sale_service import read_line

ATTRIBUTION = ("channel", "campaign_id", "campaign_name", "call_id", "note")


class QuoteService:
	"""`seller` is whose quotes alone may be changed, None for those of everybody.

	A draft has the prices of the day on which it was last saved; `days` is how long a quote holds.
	"""

	def __init__(
		self,
		quotes: QuoteRepository,
		buyers: BuyerPolicy,
		lines: SaleLineBuilder,
		reader: QuoteReader,
		recorder: QuoteRecorder,
		*,
		today: date,
		days: int,
		seller: str | None,
	) -> None:
		self._quotes = quotes
		self._buyers = buyers
		self._lines = lines
		self._reader = reader
		self._recorder = recorder
		self._today = today
		self._days = days
		self._seller = seller

	def add(self, fields: QuoteFields, actor: Actor) -> Quote:
		"""Write a draft.

		:raises Conflict: the customer was merged into another one, or is being erased
		:raises Invalid: the customer or an item does not exist or is not to be sold, a price is not
			that of today, or it would hold until a day that is past
		"""
		origin = {} if fields.origin is None else fields.origin.model_dump()
		about = {"channel": fields.channel, "note": fields.note, **origin}
		valid_until = fields.valid_until or self._today + timedelta(days=self._days)
		refuse_past(valid_until, self._today)
		return self._write(fields.customer_id, fields.lines, valid_until, actor, about)

	def copy(self, quote_id: int, asked: QuoteMove, actor: Actor) -> Quote:
		"""Write a draft with the same items and own discounts, at today's prices.

		:raises NotFound: there is no such quote
		:raises Conflict: `stale`
		:raises Invalid: as for a new one
		"""
		row = self._quotes.get(quote_id, seller=self._seller)
		check_unchanged(self._reader.show(quote_id), asked.version)
		lines = [read_line(line) for line in self._quotes.list_lines(quote_id)]
		about = {name: getattr(row, name) for name in ATTRIBUTION}
		valid_until = self._today + timedelta(days=self._days)
		return self._write(row.customer_id, lines, valid_until, actor, about)

	def change(self, quote_id: int, patch: QuotePatch, actor: Actor) -> Quote:
		"""Change a draft; its lines are priced anew, as of today.

		:raises NotFound: there is no such quote
		:raises Conflict: `stale`, or it is no draft any more
		:raises Invalid: as for a new one
		"""
		found = self._quotes.get(quote_id, seller=self._seller)
		customer = self._buyers.find(found.customer_id)  # locked first, as a merge does
		row = self._get_draft(quote_id)
		check_version(self._reader.show(quote_id), patch)
		for name in ("channel", "note", "valid_until"):
			if (value := getattr(patch, name)) is not None:
				setattr(row, name, value)
		refuse_past(row.valid_until, self._today)
		kept = [read_line(line) for line in self._quotes.list_lines(quote_id)]
		lines = self._build(patch.lines or kept, customer)
		row.written_on = self._today
		write_sums(row, lines)
		self._quotes.save(row)
		self._quotes.replace_lines(row.id, lines)
		self._recorder.note(row, actor, "changed")
		return self._reader.show(quote_id)

	def delete(self, quote_id: int, actor: Actor) -> None:
		"""Delete a draft.

		:raises NotFound: there is no such quote
		:raises Conflict: it is no draft any more
		"""
		row = self._get_draft(quote_id)
		self._recorder.note(row, actor, "deleted")
		self._quotes.delete(row)

	def _write(
		self,
		customer_id: int,
		asked: Sequence[SaleLineFields],
		valid_until: date,
		actor: Actor,
		about: dict[str, Any],
	) -> Quote:
		customer = self._buyers.find(customer_id)
		lines = self._build(asked, customer)
		row = QuoteRow(
			customer_id=customer.id,
			state=QuoteState.DRAFT,
			seller=actor.subject,
			seller_name=actor.name,
			written_on=self._today,
			valid_until=valid_until,
			**about,
		)
		write_sums(row, lines)
		self._quotes.save(row)
		self._quotes.replace_lines(row.id, lines)
		self._recorder.reach(row, QuoteState.DRAFT, actor, "added")
		return self._reader.show(row.id)

	def _get_draft(self, quote_id: int) -> QuoteRow:
		row = self._quotes.get(quote_id, seller=self._seller, lock=True)
		if row.state != QuoteState.DRAFT:
			message = say("Ya se emitió: lo que dice no cambia. Cópiela en una cotización nueva.")
			raise Conflict(message, code="not_a_draft")
		return row

	def _build(self, asked: Sequence[SaleLineFields], customer: CustomerRow) -> list[QuoteLineRow]:
		buyer = Buyer(CustomerKind(customer.kind), self._today)
		return [quote_line(line) for line in self._lines.build(asked, buyer, taxed_on=self._today)]


def refuse_past(valid_until: date, today: date) -> None:
	""":raises Invalid: a quote would hold until a day that is past"""
	if valid_until < today:
		message = say("Ese día ya pasó: elija hasta cuándo vale, desde hoy.")
		fields = [FieldError("valid_until", message, "in_the_past")]
		raise Invalid(message, code="in_the_past", fields=fields)
