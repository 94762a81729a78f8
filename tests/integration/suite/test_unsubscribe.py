"""The way out of a real mail: one click, honoured at once by every service (RFC 8058)."""

import re
import sqlite3
import time
from email import message_from_bytes
from email.message import Message

import httpx
import pytest

from chasqui.contracts.customers.lists import ListedCustomer
from chasqui.contracts.customers.people import Gender
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.mailer.runs import DeliveryState, Run
from tests.support.story import send_now, start_campaign
from tests.support.suite import RunningSuite, wait_until

LIMIT_SECONDS = 5.0


@pytest.fixture(scope="module")
def campaign_id(running_suite: RunningSuite) -> int:
	criteria = SegmentCriteria(genders=[Gender.MALE], provinces=["EC-A"], age_from=30, age_to=60)
	return start_campaign(running_suite, "Bajas", criteria)


@pytest.fixture(scope="module")
def first_run(running_suite: RunningSuite, campaign_id: int) -> Run:
	return send_now(running_suite, campaign_id)


@pytest.mark.covers("K17", "K24")
class TestUnsubscribe:
	def test_mails_in_the_mailbox_are_those_accepted(
		self, running_suite: RunningSuite, first_run: Run
	) -> None:
		assert first_run.counts.by_state[DeliveryState.ACCEPTED] > 0
		assert sum(first_run.counts.by_state.values()) == first_run.counts.eligible

	def test_opening_the_link_changes_nothing_and_one_click_does(
		self, running_suite: RunningSuite, campaign_id: int, first_run: Run
	) -> None:
		mail = read_last_mail(running_suite)
		assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
		url = re.search(r"<(http[^>]+)>", mail["List-Unsubscribe"])[1]  # type: ignore[index]
		assert httpx.get(url, timeout=10).status_code == 200
		customer = find_customer(running_suite, mail["To"])
		assert customer.consent_email
		answer = httpx.post(url, data={"List-Unsubscribe": "One-Click"}, timeout=10)
		assert answer.status_code in (200, 204)
		started = time.monotonic()
		wait_until(lambda: not find_customer(running_suite, mail["To"]).consent_email, 10)
		assert time.monotonic() - started <= LIMIT_SECONDS
		second_run = send_now(running_suite, campaign_id)
		accepted = DeliveryState.ACCEPTED
		assert second_run.counts.by_state[accepted] == first_run.counts.by_state[accepted] - 1

	def test_a_made_up_link_is_refused_kindly(self, running_suite: RunningSuite) -> None:
		portal = running_suite.document["portal"]
		answer = httpx.get(f"{portal}/baja/no-es-un-enlace-de-verdad", timeout=10)
		assert answer.status_code in (400, 404, 410, 422)
		assert "<html" in answer.text


def read_last_mail(suite: RunningSuite) -> Message:
	with sqlite3.connect(suite.var / "mailbox.sqlite") as connection:
		row = connection.execute("SELECT raw FROM message ORDER BY id DESC LIMIT 1").fetchone()
	return message_from_bytes(row[0])


def find_customer(suite: RunningSuite, address: str) -> ListedCustomer:
	admin = suite.suite_client.sign_in("admin").customers
	email = address.rpartition("<")[2].rstrip(">")
	found = admin.request("GET", "/v1/customers", params={"q": email}).json()["items"]
	assert len(found) == 1
	return ListedCustomer.model_validate(found[0])
