"""A quote through the running suite: mailed with its PDF by a press, accepted into a sale."""

from decimal import Decimal
from email import message_from_bytes, policy
from io import BytesIO
from typing import Any
from uuid import uuid4

import httpx
import pytest
from pypdf import PdfReader

from chasqui.contracts.customers.lists import CustomerQuery
from chasqui.contracts.customers.offers import OfferQuery
from chasqui.contracts.customers.people import Customer
from chasqui.contracts.customers.quotes import (
	Quote,
	QuoteFields,
	QuoteMailRequest,
	QuoteMove,
	QuoteState,
)
from chasqui.contracts.customers.sales import SaleLineFields
from chasqui.contracts.endpoints.customers import catalogue as catalogue_api
from chasqui.contracts.endpoints.customers import lists as lists_api
from chasqui.contracts.endpoints.customers import quotes as api
from chasqui.contracts.endpoints.customers import sales as sales_api
from chasqui.contracts.sample import NO_BOX_DOMAIN
from chasqui.demo.catalogue import add_item
from chasqui.demo.quotes import accept, issue, list_reached, write
from chasqui.demo.suite_client import Person
from chasqui.kernel.clock import read_today
from chasqui.kernel.errors import Invalid
from chasqui.sample.catalogue import ITEMS
from tests.support.suite import RunningSuite

pytestmark = pytest.mark.covers("C8", "R52")


@pytest.fixture
def manager(running_suite: RunningSuite) -> Person:
	"""The account manager of a company that has something to sell."""
	admin = running_suite.suite_client.sign_in("admin")
	types = {one.name: one.id for one in admin.customers.call(catalogue_api.list_types).items}
	offers = admin.customers.call(catalogue_api.list_offers, query=OfferQuery()).items
	if not offers:
		add_item(admin, ITEMS[0], types[ITEMS[0].kind], read_today("America/Guayaquil"))
	return running_suite.suite_client.sign_in("gestora")


def quote_to(manager: Person, customer: Customer) -> Quote:
	[offer, *_] = manager.customers.call(catalogue_api.list_offers, query=OfferQuery()).items
	lines = [SaleLineFields(item_id=offer.id, quantity=Decimal(1))]
	return issue(manager, write(manager, QuoteFields(customer_id=customer.id, lines=lines)))


class TestQuotes:
	def test_it_arrives_once_with_its_document_and_is_sold(
		self, running_suite: RunningSuite, manager: Person
	) -> None:
		[customer, *_] = list_reached(manager)
		quote = quote_to(manager, customer)
		once = manager.customers.once(str(uuid4()))
		request = QuoteMailRequest(version=quote.version, message="Quedo a sus órdenes.")
		for _press in range(2):
			sent = once.call(api.mail_quote, quote_id=quote.id, body=request)
		assert len(sent.mails) == 1
		found = read_mails(running_suite, f"Cotización {quote.number}")
		assert [one["To"] for one in found] == [customer.email]
		[document] = found[0].iter_attachments()
		assert document.get_filename() == f"{quote.number}.pdf"
		words = PdfReader(BytesIO(document.get_content())).pages[0].extract_text()
		assert quote.lines[0].name in words
		accept(manager, sent)
		now = manager.customers.call(api.show_quote, quote_id=quote.id)
		assert (now.state, now.sale is not None) == (QuoteState.ACCEPTED, True)
		assert now.sale is not None
		sale = manager.customers.call(sales_api.show_sale, sale_id=now.sale.id)
		assert (sale.number != "", sale.total) == (True, quote.total)

	def test_who_has_no_box_is_said_and_nothing_is_noted(self, manager: Person) -> None:
		quote = quote_to(manager, find_boxless(manager))
		request = QuoteMailRequest(version=quote.version)
		with pytest.raises(Invalid, match="no acepta esa dirección"):
			manager.customers.once(str(uuid4())).call(
				api.mail_quote, quote_id=quote.id, body=request
			)
		now = manager.customers.call(api.show_quote, quote_id=quote.id)
		assert (now.mails, now.state) == ([], QuoteState.ISSUED)
		manager.customers.call(
			api.accept_quote, quote_id=quote.id, body=QuoteMove(version=now.version)
		)


def find_boxless(manager: Person) -> Customer:
	"""Return a customer whose address nobody has."""
	query = CustomerQuery(may_email=True, limit=200)
	while True:
		page = manager.customers.call(lists_api.list_customers, query=query)
		for one in page.items:
			if str(one.email).endswith(f"@{NO_BOX_DOMAIN}"):
				return one
		query = query.model_copy(update={"cursor": page.next_cursor})


def read_mails(suite: RunningSuite, subject: str) -> list[Any]:
	"""Return the mails of the mailbox whose subject says something."""
	url = suite.suite_client.mailbox_url
	items = httpx.get(f"{url}/api/mails", params={"q": subject}, timeout=10).json()["items"]
	raw = [httpx.get(f"{url}/correos/{one['id']}.eml", timeout=10).content for one in items]
	return [message_from_bytes(one, policy=policy.default) for one in raw]
