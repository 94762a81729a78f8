"""Customers merged elsewhere are one person here: each mail once, and one history."""

from typing import Any

import pytest
from sqlalchemy import text

from mailer.app.wiring import Wiring
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import change_ledger, open_run, read_run

ONE = "una@example.com"


@pytest.mark.covers("R45")
class TestMerging:
	def test_the_person_gets_a_mail_once(self, wiring: Wiring, campaigns: FakeCampaigns) -> None:
		run_id = open_run(wiring, campaigns, 2)
		merge(wiring, campaigns)
		assert read_run(wiring, run_id).counts.skipped_by_reason == {"merged": 1}
		assert list_waiting(wiring) == [(2, "persona2@example.com")]

	def test_where_the_merged_record_alone_waits_the_mail_goes_to_the_kept_address(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		open_run(wiring, campaigns, 1)
		merge(wiring, campaigns)
		assert list_waiting(wiring) == [(1, ONE)]
		changed = {"customer_id": 2, "email": "otra@example.com", "previous_email": ONE}
		campaigns.add_event("contact_changed", **changed, phone=None, previous_phone=None)
		wiring.event_consumer.consume()
		assert list_waiting(wiring) == [(1, "otra@example.com")]

	def test_a_kept_record_that_gets_nothing_does_not_take_the_mail_away(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		campaigns.rows = [{}, {"email": None}]
		run_id = open_run(wiring, campaigns, 0)
		merge(wiring, campaigns)
		assert read_run(wiring, run_id).counts.skipped_by_reason == {"no_address": 1}
		assert list_waiting(wiring) == [(1, ONE)]

	def test_who_wants_no_mail_gets_none_by_the_other_record(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		run_id = open_run(wiring, campaigns, 1)
		merge(wiring, campaigns, may_email=False)
		assert read_run(wiring, run_id).counts.skipped_by_reason == {"merged": 1}

	@pytest.mark.covers("R9")
	def test_mails_to_both_are_told_of_the_person(
		self, wiring: Wiring, campaigns: FakeCampaigns, client: Any
	) -> None:
		open_run(wiring, campaigns, 2)
		merge(wiring, campaigns)
		told = client.get("/v1/customers/2/mails").json
		assert [one["state"] for one in told["mails"]].count("queued") == 1
		assert len(told["mails"]) == 2


class TestParting:
	def test_what_was_skipped_waits_again(self, wiring: Wiring, campaigns: FakeCampaigns) -> None:
		run_id = open_run(wiring, campaigns, 2)
		merge(wiring, campaigns)
		part(wiring, campaigns)
		assert read_run(wiring, run_id).counts.skipped_by_reason == {}
		assert list_waiting(wiring) == [(1, "propia@example.com"), (2, "persona2@example.com")]

	def test_a_run_that_is_over_stays_as_it_was(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		run_id = open_run(wiring, campaigns, 2)
		merge(wiring, campaigns)
		change_ledger(wiring, "UPDATE run SET state = 'done', finished_at = now()")
		part(wiring, campaigns)
		assert read_run(wiring, run_id).counts.skipped_by_reason == {"merged": 1}


def merge(wiring: Wiring, campaigns: FakeCampaigns, *, may_email: bool = True) -> None:
	told = {"kept_id": 2, "merged_id": 1, "email": ONE, "may_email": may_email}
	campaigns.add_event("customers_merged", **told, phone=None, may_phone=False)
	wiring.event_consumer.consume()


def part(wiring: Wiring, campaigns: FakeCampaigns) -> None:
	campaigns.add_event("customers_unmerged", kept_id=2, merged_id=1)
	own = {"customer_id": 1, "email": "propia@example.com", "previous_email": None}
	campaigns.add_event("contact_changed", **own, phone=None, previous_phone=None)
	wiring.event_consumer.consume()


def list_waiting(wiring: Wiring) -> list[tuple[int, str]]:
	query = "SELECT customer_id, email FROM delivery WHERE state = 'queued' ORDER BY customer_id"
	with wiring.database.open_session() as session:
		return [(row[0], row[1]) for row in session.execute(text(query))]
