"""What an erasure leaves of the person's sales: the amounts, which are the accounts'."""

import pytest

from chasqui.kernel.clock import read_today
from customers.app.wiring import Wiring
from tests.integration.customers.doors import Api
from tests.integration.customers.quotes.offers import QuoteTill
from tests.integration.customers.rights.test_rights import (
	FakeRisk,
	end_erasures,
	make_runner,
	receive,
	wiring,  # noqa: F401 - a fixture
)
from tests.integration.customers.sales.till import Till


@pytest.mark.covers("R44", "C14")
def test_the_amounts_stay_and_no_word(
	client: Api,
	wiring: Wiring,  # noqa: F811
) -> None:
	till = Till(client, read_today(wiring.config.zone))
	till.open()
	sale = till.invoice(till.line(till.service), note="Llamar a su hermana")
	voided = till.do(sale, "void", reason="Lo pidió su hermana")
	assert (voided["note"], voided["void_reason"]) == ("Llamar a su hermana", "Lo pidió su hermana")
	erase(till, wiring)
	left = till.see(sale["id"])
	assert (left["note"], left["void_reason"]) == ("", "")
	amounts = ("number", "net", "tax", "total")
	assert [left[one] for one in amounts] == [sale[one] for one in amounts]
	assert left["customer_name"] != sale["customer_name"]


@pytest.mark.covers("R44", "C14")
def test_a_quote_stays_without_words_and_is_not_accepted(
	client: Api,
	wiring: Wiring,  # noqa: F811
) -> None:
	till = QuoteTill(client, read_today(wiring.config.zone))
	till.open()
	rejected = till.issue(note="Llamar a su hermana")
	till.do_quote(rejected, "rejection", reason="Lo decidió su hermana")
	issued = till.issue()
	erase(till, wiring)
	left = till.see_quote(rejected["id"])
	assert (left["note"], left["reject_reason"]) == ("", "")
	amounts = ("number", "net", "tax", "total")
	assert [left[one] for one in amounts] == [rejected[one] for one in amounts]
	assert left["customer_name"] != rejected["customer_name"]
	answer = till.act_quote(issued, "acceptance")
	assert (answer.status_code, till.list_ids()) == (422, [])


def erase(till: Till, wiring: Wiring) -> None:  # noqa: F811
	"""Erase the customer's data, as every service does its part."""
	way = f"/v1/customers/{till.customer['id']}/erasure"
	begun = till.client.post(way, {"reason": "Lo pidió por escrito"}).get_json()
	for holder in ("campaigns", "mailer"):
		receive(wiring, begun["id"], holder)
	assert end_erasures(make_runner(wiring, FakeRisk())) == 1
