"""Makes the sale of a quote that the customer accepts: once, at what was quoted."""

from datetime import date

from chasqui.contracts.customers.quotes import Quote, QuoteMove, QuoteState
from chasqui.kernel.data.versions import check_unchanged
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.quotes.domain.states import find_state
from customers.quotes.models.quote import QuoteRow
from customers.quotes.repositories.quotes import QuoteRepository
from customers.quotes.use_cases.quote_lines import sell_line
from customers.quotes.use_cases.quote_reader import QuoteReader
from customers.quotes.use_cases.quote_recorder import QuoteRecorder
from customers.sales.use_cases.buyer_policy import BuyerPolicy
from customers.sales.use_cases.draft_writer import DraftWriter
from customers.sales.use_cases.sale_line_builder import SaleLineBuilder

GOES_ALONG = (
	"customer_id", "channel", "seller", "seller_name", "campaign_id", "campaign_name", "call_id",
	"note",
)  # fmt: skip


class AcceptanceService:
	def __init__(
		self,
		quotes: QuoteRepository,
		buyers: BuyerPolicy,
		lines: SaleLineBuilder,
		writer: DraftWriter,
		reader: QuoteReader,
		recorder: QuoteRecorder,
		*,
		today: date,
		seller: str | None,
	) -> None:
		self._quotes = quotes
		self._buyers = buyers
		self._lines = lines
		self._writer = writer
		self._reader = reader
		self._recorder = recorder
		self._today = today
		self._seller = seller

	def accept(self, quote_id: int, asked: QuoteMove, actor: Actor) -> Quote:
		"""Write a draft of a sale with the quoted lines, taxed as of today.

		What was quoted holds, whatever the catalogue says by now. A quote that has its sale keeps
		it; one whose draft was deleted makes it again, while it is valid.

		:raises NotFound: there is no such quote
		:raises Conflict: `stale`, `expired`, it was not issued or was rejected, or the customer was
			merged into another one or is being erased
		:raises Invalid: an item was retired or the customer archived since
		"""
		row = self._quotes.get(quote_id, seller=self._seller)
		if self._quotes.has_sale(quote_id):
			return self._reader.show(quote_id)
		self._buyers.find(row.customer_id)  # locked first, as a merge does
		row = self._quotes.get(quote_id, seller=self._seller, lock=True)
		if self._quotes.has_sale(quote_id):  # somebody else was quicker
			return self._reader.show(quote_id)
		check_unchanged(self._reader.show(quote_id), asked.version)
		refuse_unacceptable(row, self._today)
		self._make_sale(row, actor)
		self._recorder.reach(row, QuoteState.ACCEPTED, actor)
		return self._reader.show(quote_id)

	def _make_sale(self, row: QuoteRow, actor: Actor) -> None:
		lines = [sell_line(line) for line in self._quotes.list_lines(row.id)]
		self._lines.refuse_retired(lines)
		self._lines.tax(lines, self._today)
		about = {name: getattr(row, name) for name in GOES_ALONG}
		number = row.number or ""
		self._writer.write(lines, self._today, actor, quote_id=row.id, quote_number=number, **about)


def refuse_unacceptable(row: QuoteRow, today: date) -> None:
	""":raises Conflict: it is not to be accepted: no longer, or not yet"""
	state = find_state(QuoteState(row.state), row.valid_until, today)
	is_past = row.valid_until < today
	if state is QuoteState.EXPIRED or (state is QuoteState.ACCEPTED and is_past):
		message = say(
			"Venció el {day}: cópiela en una cotización nueva, con los precios de hoy.",
			day=f"{row.valid_until:%d/%m/%Y}",
		)
		raise Conflict(message, code="expired")
	if state is QuoteState.DRAFT:
		raise Conflict(say("Es un borrador: emítala antes."), code="bad_move")
	if state is QuoteState.REJECTED:
		raise Conflict(say("Ya se anotó como rechazada."), code="bad_move")
