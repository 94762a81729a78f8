"""What the fake of quotes remembers: five quotes of fake customers, and their sales."""

from datetime import date, timedelta
from typing import Any

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.quote_lists import QuoteFilters
from chasqui.contracts.customers.quotes import (
	Quote,
	QuoteFields,
	QuoteMail,
	QuotePatch,
	QuoteSale,
	QuoteState,
	QuoteStep,
)
from chasqui.contracts.customers.sales import QuoteMark, Sale, SaleFields, SaleLineFields
from chasqui.kernel.data.versions import write_version
from chasqui.kernel.errors import FieldError, Invalid, NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.catalogue import TODAY
from tests.support.fakes.staff import PEOPLE
from tests.support.fakes.till import FIBRE, ROUTER, SELLER, find_person, may
from tests.support.fakes.world import NOW, World

USUAL_DAYS = 15
LATER = date(2100, 1, 1)
"""On no day that tests may run is it soon."""
MADE_AS_SALES = ("net", "tax", "total", "units", "vat", "lines")


class QuoteBook:
	"""`refusal` is why no quote is accepted, `mail_refusal` why none is mailed, where set."""

	def __init__(self, world: World) -> None:
		self.world = world
		self.quotes: dict[int, Quote] = {}
		self.made: dict[str, Any] = {}
		self.refusal = ""
		self.mail_refusal = ""
		self.begin()

	def begin(self) -> None:
		"""Write down the quotes that are there from the beginning."""
		advisor = PEOPLE["asesora"].name
		self.add(1, [(FIBRE, 1), (ROUTER, 2)], seller_name=advisor, note="Con instalación")
		self.move(self.add(2, [(ROUTER, 3)]), QuoteState.ISSUED)
		self.move(self.add(1, [(FIBRE, 1)]), QuoteState.ISSUED, QuoteState.REJECTED)
		self.quotes[3].reject_reason = "Le pareció caro"
		self.move(self.add(3, [(ROUTER, 1)]), QuoteState.ISSUED, QuoteState.EXPIRED)
		sold = self.move(self.add(4, [(FIBRE, 1)], seller_name=advisor), QuoteState.ISSUED)
		self.link(sold, self.world.till.sales[6])

	def add(self, customer_id: int, lines: list[tuple[int, int]], **more: Any) -> Quote:
		"""Write a draft of items and quantities."""
		asked = [{"item_id": item, "quantity": count} for item, count in lines]
		note = more.pop("note", "")
		fields = {
			"customer_id": customer_id, "lines": asked, "note": note, "valid_until": LATER,
		}  # fmt: skip
		return self.write(QuoteFields.model_validate(fields), **more)

	def write(self, fields: QuoteFields, **more: Any) -> Quote:
		"""Write a draft down."""
		customer = self.world.customers[fields.customer_id]
		if fields.valid_until is not None and fields.valid_until < TODAY:
			message = say("Ese día ya pasó.")
			raise Invalid(message, fields=[FieldError("valid_until", message, "in_the_past")])
		given = {
			"seller_name": SELLER, "id": len(self.quotes) + 1, "customer_name": customer.name,
			"province": customer.province, "state": QuoteState.DRAFT, "written_on": TODAY, **more,
			"net": 0, "tax": 0, "total": 0,
		}  # fmt: skip
		told = {**fields.model_dump(exclude={"lines"}), **given}
		told["valid_until"] = fields.valid_until or TODAY + timedelta(days=USUAL_DAYS)
		quote = Quote.model_validate(told)
		quote.steps = [QuoteStep(state=QuoteState.DRAFT, at=NOW, by=quote.seller_name)]
		return self.price(quote, fields.lines)

	def price(self, quote: Quote, lines: list[SaleLineFields]) -> Quote:
		"""Price the lines of a quote as those of a sale."""
		till = self.world.till
		fields = SaleFields(customer_id=quote.customer_id, lines=lines)
		priced = till.write(fields)
		till.sales.pop(priced.id)
		return self.keep(
			quote.model_copy(update={name: getattr(priced, name) for name in MADE_AS_SALES})
		)

	def keep(self, quote: Quote) -> Quote:
		quote.version = write_version(quote, QuotePatch)
		self.quotes[quote.id] = quote
		return quote

	def move(self, quote: Quote, *states: QuoteState, by: str = SELLER) -> Quote:
		"""Bring a quote from one state to the next."""
		for state in states:
			quote.state = state
			quote.steps.append(QuoteStep(state=state, at=NOW, by=by))
			if state is QuoteState.ISSUED:
				count = sum(1 for one in self.quotes.values() if one.number)
				quote.number, quote.issued_on = f"COT-{count + 1:06d}", TODAY
		return self.keep(quote)

	def accept(self, quote: Quote, by: str = SELLER) -> Quote:
		"""Make the sale of a quote, once."""
		if quote.sale is None:
			till = self.world.till
			fields = SaleFields(customer_id=quote.customer_id, lines=list_asked(quote))
			self.link(quote, till.write(fields, seller_name=quote.seller_name), by=by)
		return quote

	def link(self, quote: Quote, sale: Sale, by: str = SELLER) -> None:
		"""Say of a sale that a quote became it, and the reverse."""
		mark = QuoteMark(id=quote.id, number=quote.number)
		self.world.till.keep(sale.model_copy(update={"quote": mark}))
		quote.sale = QuoteSale(id=sale.id, state=sale.state)
		self.move(quote, QuoteState.ACCEPTED, by=by)

	def mail(self, quote: Quote, by: str) -> Quote:
		"""Note that a quote was mailed."""
		quote.mails.append(QuoteMail(at=NOW, by=by, sent_to="lu***@example.com"))
		quote.mailed_at = NOW
		return self.keep(quote)

	def find(self, filters: QuoteFilters) -> list[Quote]:
		"""Return the quotes that filters leave, of those that who asks may see."""
		found = sorted(self.quotes.values(), key=lambda one: -one.id)
		return [one for one in found if may_see(one) and matches(one, filters)]

	def show(self, number: int) -> Quote:
		""":raises NotFound: who asks may not see it"""
		if number not in self.quotes or not may_see(self.quotes[number]):
			raise NotFound(say("No existe esa cotización."))
		return self.quotes[number]


def list_asked(quote: Quote) -> list[SaleLineFields]:
	"""Return the lines of a quote as they were asked."""
	return [
		SaleLineFields(item_id=one.item_id, quantity=one.quantity, discount=one.discount)
		for one in quote.lines
	]


def may_see(quote: Quote) -> bool:
	return may(Permission.SALES_READ) or quote.seller_name == find_person().name


def matches(quote: Quote, filters: QuoteFilters) -> bool:
	"""Return whether a quote is what filters ask for."""
	word = (filters.q or "").lower()
	items = {one.item_id for one in quote.lines}
	campaign = quote.origin.campaign_id if quote.origin else None
	return (
		word in f"{quote.number} {quote.customer_name}".lower()
		and (not filters.ids or quote.id in filters.ids)
		and (not filters.customer_id or quote.customer_id in filters.customer_id)
		and (not filters.state or quote.state in filters.state)
		and (not filters.channel or quote.channel in filters.channel)
		and (not filters.seller or quote.seller_name in filters.seller)
		and (not filters.campaign_id or campaign in filters.campaign_id)
		and (not filters.item_id or not items.isdisjoint(filters.item_id))
		and (filters.until_to is None or quote.valid_until <= filters.until_to)
		and (filters.total_from is None or quote.total >= filters.total_from)
		and (filters.total_to is None or quote.total <= filters.total_to)
	)
