"""Moves quotes on: issued, rejected, expired."""

from collections.abc import Sequence
from datetime import date

from chasqui.contracts.customers.people import CustomerKind
from chasqui.contracts.customers.quote_lists import (
	MOST_REJECTED,
	QuoteRefusal,
	QuotesRejected,
	QuotesRejection,
)
from chasqui.contracts.customers.quotes import Quote, QuoteMove, QuoteRejection, QuoteState
from chasqui.contracts.customers.sales import DocumentKind
from chasqui.kernel.data.versions import check_unchanged
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.people.use_cases.refusals import refuse_change
from customers.quotes.domain.states import find_state
from customers.quotes.models.quote import QuoteLineRow, QuoteRow
from customers.quotes.repositories.quote_lists import QuoteListRepository
from customers.quotes.repositories.quotes import QuoteRepository
from customers.quotes.use_cases.quote_reader import QuoteReader
from customers.quotes.use_cases.quote_recorder import QuoteRecorder
from customers.quotes.use_cases.quote_service import refuse_past
from customers.sales.models.document import DocumentLineMixin
from customers.sales.repositories.number_series import NumberSeriesRepository
from customers.sales.use_cases.buyer_policy import BuyerPolicy
from customers.sales.use_cases.sale_line_builder import Buyer, SaleLineBuilder
from customers.sales.use_cases.sale_service import read_line


class QuoteMoveService:
	def __init__(
		self,
		quotes: QuoteRepository,
		lists: QuoteListRepository,
		series: NumberSeriesRepository,
		buyers: BuyerPolicy,
		lines: SaleLineBuilder,
		reader: QuoteReader,
		recorder: QuoteRecorder,
		*,
		today: date,
		seller: str | None,
	) -> None:
		self._quotes = quotes
		self._lists = lists
		self._series = series
		self._buyers = buyers
		self._lines = lines
		self._reader = reader
		self._recorder = recorder
		self._today = today
		self._seller = seller

	def issue(self, quote_id: int, asked: QuoteMove, actor: Actor) -> Quote:
		"""Give a draft its number; from now on it says what it says.

		:raises NotFound: there is no such quote
		:raises Conflict: `stale`, it is no draft, or `prices_changed` since it was saved
		:raises Invalid: an item was retired or the customer archived since, or its day is past
		"""
		row = self._quotes.get(quote_id, seller=self._seller)
		customer = self._buyers.find(row.customer_id)
		row = self._get(quote_id, asked.version)
		if row.state != QuoteState.DRAFT:
			raise Conflict(say("Ya se emitió. Recargue la página."), code="bad_move")
		refuse_past(row.valid_until, self._today)
		self._refuse_other_prices(self._quotes.list_lines(quote_id), CustomerKind(customer.kind))
		series_id = self._series.find(DocumentKind.QUOTE, None)
		number = self._series.take(series_id)
		row.series_id, row.series_number, row.number = series_id, number.number, number.text
		row.issued_on = self._today
		self._recorder.reach(row, QuoteState.ISSUED, actor)
		return self._reader.show(quote_id)

	def reject(self, quote_id: int, asked: QuoteRejection, actor: Actor) -> Quote:
		"""Note that the customer does not want it, and why.

		:raises NotFound: there is no such quote
		:raises Conflict: `stale`, or it is not to be rejected
		"""
		row = self._get(quote_id, asked.version)
		self._reject(row, asked.reason, actor)
		return self._reader.show(quote_id)

	def reject_all(self, asked: QuotesRejection, actor: Actor) -> QuotesRejected:
		"""Note that all that match were rejected; what cannot be stays, and is named.

		:raises Conflict: `list_changed`, they are not as many as were seen
		"""
		ids = self._lists.list_ids(asked.filters, MOST_REJECTED)
		refuse_change(len(ids), asked.expected)
		found = QuotesRejected(changed=0)
		for quote_id in ids:
			row = self._quotes.get(quote_id, seller=self._seller, lock=True)
			try:
				self._reject(row, asked.reason, actor)
			except Conflict as error:  # before anything was written
				refusal = QuoteRefusal(id=row.id, number=row.number or "", reason=error.detail)
				found.refused.append(refusal)
			else:
				found.changed += 1
		return found

	def expire(self, actor: Actor) -> int:
		"""Move what is past its last day, and has been taken for expired since; return how much."""
		rows = self._quotes.lock_expired(self._today)
		for row in rows:
			self._recorder.reach(row, QuoteState.EXPIRED, actor)
		return len(rows)

	def _get(self, quote_id: int, version: str) -> QuoteRow:
		row = self._quotes.get(quote_id, seller=self._seller, lock=True)
		check_unchanged(self._reader.show(quote_id), version)
		return row

	def _reject(self, row: QuoteRow, reason: str, actor: Actor) -> None:
		state = find_state(QuoteState(row.state), row.valid_until, self._today)
		if state is QuoteState.ACCEPTED and self._quotes.has_sale(row.id):
			message = say("Ya se aceptó y tiene una venta: borre antes su borrador.")
			raise Conflict(message, code="accepted")
		if state not in (QuoteState.ISSUED, QuoteState.ACCEPTED):
			message = say("Solo se rechaza una cotización emitida que sigue en pie.")
			raise Conflict(message, code="bad_move")
		row.reject_reason = reason
		self._recorder.reach(row, QuoteState.REJECTED, actor)

	def _refuse_other_prices(self, lines: Sequence[QuoteLineRow], kind: CustomerKind) -> None:
		"""
		:raises Conflict: prices, promotions or taxes are not those that whoever wrote it saw
		:raises Invalid: an item is not on sale any more
		"""
		asked = [read_line(line) for line in lines]
		now = self._lines.build(asked, Buyer(kind, self._today), taxed_on=self._today)
		if [list_amounts(one) for one in now] != [list_amounts(one) for one in lines]:
			message = say(
				"Los precios cambiaron desde que se escribió: guarde el borrador otra vez y revise "
				"el total antes de emitirla."
			)
			raise Conflict(message, code="prices_changed")


def list_amounts(line: DocumentLineMixin) -> tuple[object, ...]:
	"""Return what of a line moves with the catalogue."""
	return line.unit_price, line.discount, line.net, line.tax
