"""The quotes of the story: written, issued, mailed, accepted into a sale, rejected."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from chasqui.contracts.customers.lists import CustomerQuery
from chasqui.contracts.customers.offers import OfferQuery
from chasqui.contracts.customers.people import Customer
from chasqui.contracts.customers.quote_lists import QuoteFilters, QuoteOutcome, QuoteQuery
from chasqui.contracts.customers.quotes import (
	ISSUED_STATES,
	Quote,
	QuoteFields,
	QuoteMailRequest,
	QuoteMove,
	QuoteRejection,
)
from chasqui.contracts.customers.sales import Sale
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.endpoints.customers import lists as lists_api
from chasqui.contracts.endpoints.customers import quotes as api
from chasqui.contracts.endpoints.customers import sales as sales_api
from chasqui.contracts.endpoints.customers.reports import (
	QuoteReportLine,
	QuoteReportQuery,
	report_quotes,
)
from chasqui.contracts.sample import NO_BOX_DOMAIN
from chasqui.demo.checks import Check
from chasqui.demo.finance import count_cents
from chasqui.demo.sales import choose_lines, post
from chasqui.demo.suite_client import Person

QUOTED, SEEN = 5, 100
NOTE = "La instalación se coordina por teléfono."


@dataclass(frozen=True)
class QuotesSummary:
	"""What each endpoint says of the same quotes."""

	quotes: list[Quote]
	sales: list[Sale]
	"""Those that quotes became."""
	report: QuoteReportLine
	issued: int
	"""How many the list has of those that were issued."""
	by_outcome: dict[QuoteOutcome, int]

	@property
	def mailed(self) -> int:
		"""Return how many mails are written down."""
		return sum(len(one.mails) for one in self.quotes)


def write_quotes(manager: Person) -> None:
	"""Quote to some customers: one draft waits, one is open, one mailed, one sold, one rejected."""
	offers = manager.customers.call(catalogue_api.list_offers, query=OfferQuery(limit=100)).items
	_draft, *others = [
		write(
			manager, QuoteFields(customer_id=one.id, lines=choose_lines(offers, place), note=NOTE)
		)
		for place, one in enumerate(list_reached(manager))
	]
	_open, mailed, accepted, rejected = [issue(manager, one) for one in others]
	mail(manager, mailed)
	accept(manager, mail(manager, accepted))
	request = QuoteRejection(version=rejected.version, reason="Encontró otro precio")
	manager.customers.call(api.reject_quote, quote_id=rejected.id, body=request)


def list_reached(manager: Person) -> Sequence[Customer]:
	"""Return the first customers who may be written to and have a box."""
	query = CustomerQuery(may_email=True, limit=SEEN)
	found = manager.customers.call(lists_api.list_customers, query=query).items
	return [one for one in found if not str(one.email).endswith(f"@{NO_BOX_DOMAIN}")][:QUOTED]


def write(manager: Person, fields: QuoteFields) -> Quote:
	return manager.customers.once(str(uuid.uuid4())).call(api.add_quote, body=fields)


def issue(manager: Person, quote: Quote) -> Quote:
	move = QuoteMove(version=quote.version)
	return manager.customers.call(api.issue_quote, quote_id=quote.id, body=move)


def mail(manager: Person, quote: Quote) -> Quote:
	request = QuoteMailRequest(version=quote.version, message="Quedo a sus órdenes.")
	client = manager.customers.once(str(uuid.uuid4()))
	return client.call(api.mail_quote, quote_id=quote.id, body=request)


def accept(manager: Person, quote: Quote) -> None:
	"""Accept a quote, and invoice the sale that it becomes."""
	move = QuoteMove(version=quote.version)
	made = manager.customers.call(api.accept_quote, quote_id=quote.id, body=move)
	if made.sale is not None:
		post(manager, manager.customers.call(sales_api.show_sale, sale_id=made.sale.id))


def read_quotes(manager: Person, head: Person, sales: Sequence[Sale]) -> QuotesSummary:
	"""Return all quotes, and what sales, list and report say of them."""
	issued = QuoteFilters(state=[*ISSUED_STATES])
	counts = {
		outcome: count(manager, issued.model_copy(update={"outcome": [outcome]}))
		for outcome in QuoteOutcome
	}
	return QuotesSummary(
		quotes=list_quotes(manager),
		sales=[one for one in sales if one.quote is not None],
		report=head.customers.call(report_quotes, query=QuoteReportQuery()).total,
		issued=count(manager, issued),
		by_outcome=counts,
	)


def count(manager: Person, filters: QuoteFilters) -> int:
	"""Return how many quotes match."""
	query = QuoteFilters.model_validate(filters.model_dump(exclude_defaults=True))
	return manager.customers.call(api.find_quote_facets, query=query).total


def list_quotes(manager: Person) -> list[Quote]:
	"""Return all quotes with their lines."""
	query, found = QuoteQuery(limit=200), list[Quote]()
	while True:
		page = manager.customers.call(api.list_quotes, query=query)
		found += [manager.customers.call(api.show_quote, quote_id=one.id) for one in page.items]
		if page.next_cursor is None:
			return found
		query = QuoteQuery(limit=200, cursor=page.next_cursor)


def check_quotes(found: QuotesSummary) -> list[Check]:
	"""Return what quotes, their sales, list and report must agree in."""
	lines = sum((line.total for quote in found.quotes for line in quote.lines), Decimal(0))
	totals = sum((quote.total for quote in found.quotes), Decimal(0))
	sold = sum((sale.net for sale in found.sales), Decimal(0))
	report, outcomes = found.report, found.by_outcome
	numbers = [int(one.number.removeprefix("COT-")) for one in found.quotes if one.number]
	return [
		Check(
			"cotizaciones, en centavos: líneas = totales", count_cents(lines), count_cents(totals)
		),
		Check(
			"cotizaciones: aceptadas = ventas que salieron de una",
			sum(one.sale is not None for one in found.quotes),
			len(found.sales),
		),
		Check(
			"cotizaciones, en centavos: neto convertido = de sus ventas",
			count_cents(report.converted_net),
			count_cents(sold),
		),
		Check("cotizaciones: emitidas del informe = de la lista", report.quotes, found.issued),
		Check(
			"cotizaciones: abiertas + convertidas + no convertidas = emitidas",
			sum(outcomes.values()),
			report.quotes,
		),
		Check(
			"cotizaciones: convertidas del informe = de la lista",
			report.converted,
			outcomes[QuoteOutcome.CONVERTED],
		),
		Check(
			"cotizaciones: último número de la serie = emitidas",
			max(numbers, default=0),
			len(numbers),
		),
	]
