"""The sales of the story: noted in calls and at the counter, invoiced, paid, given back in part."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rich.console import Console

from chasqui.contracts.customers.catalogue import ItemNature, LedgerQuery
from chasqui.contracts.customers.lists import CustomerQuery
from chasqui.contracts.customers.offers import Offer, OfferQuery
from chasqui.contracts.customers.sale_lists import SaleQuery
from chasqui.contracts.customers.sales import (
	SOLD,
	InvoiceRequest,
	PaymentFields,
	ReturnFields,
	ReturnLineFields,
	ReturnReason,
	Sale,
	SaleChannel,
	SaleFields,
	SaleLineFields,
	SaleOrigin,
	SaleSource,
	SaleState,
	VoidRequest,
)
from chasqui.contracts.endpoints.campaigns import finance as finance_api
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.endpoints.customers import lists as lists_api
from chasqui.contracts.endpoints.customers import sales as api
from chasqui.contracts.endpoints.customers import subscriptions as subscriptions_api
from chasqui.contracts.endpoints.customers.reports import SaleReportQuery, report_sales
from chasqui.contracts.wire import ListQuery
from chasqui.demo.calls import Call
from chasqui.demo.checks import Check
from chasqui.demo.finance import count_cents
from chasqui.demo.services import ServiceSummary, check_services, read_services
from chasqui.demo.suite_client import Person
from chasqui.demo.waiting import Progressed, wait_for

BUYERS = 10
INVOICE_SECONDS = 30  # within which campaigns receives what was invoiced


@dataclass(frozen=True)
class SalesSummary:
	"""What each endpoint says of the same sales; money in cents."""

	sales: list[Sale]
	from_calls: list[Sale]
	"""Those that were noted in calls of the campaign."""
	invoiced: int
	"""What the campaign's money says that they were invoiced for."""
	report_net: int
	ledger: int
	"""Units that sales took off the shelf, less those that came back to it."""
	in_use: int
	"""Services that sales have opened and that go on."""
	services: ServiceSummary


def note_call_sales(advisor: Person, calls: Iterable[Call], campaign_id: int, name: str) -> None:
	"""Write down what was sold in calls, as drafts."""
	for one in calls:
		if one.sale is None or one.sale.item_id is None or one.call.customer_id is None:
			continue
		fields = SaleFields(
			customer_id=one.call.customer_id,
			channel=SaleChannel.PHONE,
			origin=SaleOrigin(
				campaign_id=campaign_id, campaign_name=name, call_id=one.call.call_id
			),
			lines=[SaleLineFields(item_id=one.sale.item_id, quantity=Decimal(one.sale.quantity))],
		)
		write_draft(advisor, fields)


def sell_at_counter(manager: Person) -> None:
	"""Sell to the first customers; one order waits, one is voided, of one something comes back."""
	offers = manager.customers.call(catalogue_api.list_offers, query=OfferQuery(limit=100)).items
	page = manager.customers.call(lists_api.list_customers, query=CustomerQuery(limit=BUYERS))
	drafts = [
		write_draft(manager, SaleFields(customer_id=one.id, lines=choose_lines(offers, place)))
		for place, one in enumerate(page.items)
	]
	_waiting, voided, _owed, *others = [drafts[0], *(post(manager, one) for one in drafts[1:])]
	request = VoidRequest(version=voided.version, reason="Se facturó a otra persona")
	manager.customers.call(api.void_sale, sale_id=voided.id, body=request)
	paid = [pay(manager, one) for one in others]
	give_back(manager, paid[0])


def choose_lines(offers: list[Offer], place: int) -> list[SaleLineFields]:
	"""Return what a buyer takes: one or two of a thing, every third buyer one of the next too."""
	first, second = offers[place % len(offers)], offers[(place + 1) % len(offers)]
	lines = [SaleLineFields(item_id=first.id, quantity=Decimal(1 + place % 2))]
	if place % 3 == 0:
		lines.append(SaleLineFields(item_id=second.id, quantity=Decimal(1)))
	return lines


def write_draft(person: Person, fields: SaleFields) -> Sale:
	return person.customers.once(str(uuid.uuid4())).call(api.add_sale, body=fields)


def post(manager: Person, sale: Sale) -> Sale:
	request = InvoiceRequest(version=sale.version)
	return manager.customers.call(api.invoice_sale, sale_id=sale.id, body=request)


def pay(manager: Person, sale: Sale) -> Sale:
	fields = PaymentFields(version=sale.version)
	return manager.customers.call(api.pay_sale, sale_id=sale.id, body=fields)


def give_back(manager: Person, sale: Sale) -> None:
	"""Take one unit of the first line back."""
	fields = ReturnFields(
		version=sale.version,
		lines=[ReturnLineFields(place=1, quantity=Decimal(1))],
		reason=ReturnReason.UNWANTED,
	)
	client = manager.customers.once(str(uuid.uuid4()))
	client.call(api.return_lines, sale_id=sale.id, body=fields)


def post_call_sales(manager: Person, campaign_id: int) -> None:
	"""Invoice what advisors noted in calls of a campaign."""
	for sale in list_sales(manager, SaleQuery(campaign_id=[campaign_id], state=[SaleState.DRAFT])):
		post(manager, sale)


def read_sales(console: Console, manager: Person, head: Person, campaign_id: int) -> SalesSummary:
	"""Return all sales, and what report, ledger and the campaign's money say of them."""
	sales = list_sales(manager, SaleQuery(source=[SaleSource.NOTED]))
	from_calls = [one for one in sales if one.origin and one.origin.campaign_id == campaign_id]
	products = {
		line.item_id for sale in sales for line in sale.lines if line.nature is ItemNature.PRODUCT
	}
	query = SaleReportQuery(source=[SaleSource.NOTED])
	report = head.customers.call(report_sales, query=query)
	return SalesSummary(
		sales=sales,
		from_calls=from_calls,
		invoiced=wait_for_invoices(console, head, campaign_id, len(from_calls)),
		report_net=count_cents(report.total.net),
		ledger=sum(sum_moves(manager, item_id) for item_id in products),
		in_use=sum(count_in_use(manager, one) for one in {sale.customer_id for sale in sales}),
		services=read_services(head),
	)


def wait_for_invoices(console: Console, head: Person, campaign_id: int, count: int) -> int:
	"""Return what a campaign's sales were invoiced for, once it knows of as many; in cents."""
	found = wait_for(
		console,
		"Facturas de la campaña",
		lambda: head.campaigns.call(finance_api.show_finance, campaign_id=campaign_id),
		lambda now: Progressed(now.invoiced_sales, count, now.invoiced_sales >= count),
		longest=INVOICE_SECONDS,
	)
	return count_cents(found.invoiced)


def list_sales(manager: Person, query: SaleQuery) -> list[Sale]:
	"""Return sales with their lines, the latest first."""
	found: list[Sale] = []
	while True:
		page = manager.customers.call(api.list_sales, query=query)
		found += [manager.customers.call(api.show_sale, sale_id=one.id) for one in page.items]
		if page.next_cursor is None:
			return found
		query = query.model_copy(update={"cursor": page.next_cursor})


def sum_moves(manager: Person, item_id: int) -> int:
	"""Return how many units of a product sales have taken, less those that came back."""
	query, taken = LedgerQuery(limit=200), 0
	while True:
		page = manager.customers.call(catalogue_api.list_moves, item_id=item_id, query=query)
		taken -= sum(one.quantity for one in page.items if one.sale_id is not None)
		if page.next_cursor is None:
			return taken
		query = query.model_copy(update={"cursor": page.next_cursor})


def count_in_use(manager: Person, customer_id: int) -> int:
	"""Return how many services that a sale opened a customer uses."""
	endpoint, query = subscriptions_api.list_subscriptions, ListQuery(limit=200)
	used = manager.customers.call(endpoint, customer_id=customer_id, query=query).items
	return sum(one.sale_id is not None and one.ended_on is None for one in used)


def check_sales(found: SalesSummary, calls: Iterable[Call]) -> list[Check]:
	"""Return what sales, report and ledger must agree in."""
	sold = [one for one in found.sales if one.state in SOLD]
	units: Counter[ItemNature] = Counter()
	for line in (line for sale in sold for line in sale.lines):
		units[line.nature] += int(line.quantity - line.returned)
	numbers = [int(one.number[-9:]) for one in found.sales if one.number]
	lines = sum((line.total for sale in found.sales for line in sale.lines), Decimal(0))
	returned = sum((note.net for sale in sold for note in sale.returns), Decimal(0))
	return [
		Check(
			"ventas, en centavos: líneas = totales",
			count_cents(lines),
			count_cents(sum((sale.total for sale in found.sales), Decimal(0))),
		),
		Check(
			"ventas, en centavos: neto − devuelto = informe",
			count_cents(sum((sale.net for sale in sold), Decimal(0)) - returned),
			found.report_net,
		),
		Check(
			"ventas: unidades vendidas − devueltas = libro", units[ItemNature.PRODUCT], found.ledger
		),
		Check(
			"servicios en uso por ventas = vendidos − devueltos",
			found.in_use,
			units[ItemNature.SERVICE],
		),
		Check(
			"ventas: último número de la serie = facturas", max(numbers, default=0), len(numbers)
		),
		*check_call_sales(found, calls),
		*check_services(found.services),
	]


def check_call_sales(found: SalesSummary, calls: Iterable[Call]) -> list[Check]:
	"""Return what the sales of a campaign, its calls and its money must agree in."""
	return [
		Check(
			"ventas: anotadas en llamadas = llamadas con venta",
			len(found.from_calls),
			sum(one.sale is not None for one in calls),
		),
		Check(
			"ventas, en centavos: neto de la campaña = su dinero",
			count_cents(sum((sale.net for sale in found.from_calls), Decimal(0))),
			found.invoiced,
		),
	]
