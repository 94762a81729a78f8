"""A person's erasure at the mailer: wiped at once, told only when no mail can leave any more."""

import threading
from functools import partial

import pytest
from sqlalchemy import select, text

from mailer.app.wiring import Wiring
from mailer.tables import EventRow
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import open_run, read_run
from tests.support.smtp_sink import SmtpSink
from tests.support.suite import wait_until

MANY = 300
ORDER = {"customer_id": 1, "erasure_id": 7}


class TestErasing:
	@pytest.mark.covers("R44")
	def test_the_receipt_tells_how_much_was_wiped(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		open_run(wiring, campaigns, 2)
		order(wiring, campaigns)
		assert wiring.erasure_worker.write_receipts() == 1
		assert wiring.erasure_worker.write_receipts() == 0
		assert read_receipts(wiring) == [
			{**ORDER, "service": "mailer", "details": {"deliveries": 1}}
		]

	def test_a_repeated_order_has_one_receipt(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		open_run(wiring, campaigns, 1)
		order(wiring, campaigns)
		wiring.erasure_worker.write_receipts()
		order(wiring, campaigns)
		assert wiring.erasure_worker.write_receipts() == 0

	def test_it_waits_for_a_mail_that_is_on_its_way(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		open_run(wiring, campaigns, 1)
		set_state(wiring, "sending")
		order(wiring, campaigns)
		assert wiring.erasure_worker.write_receipts() == 0
		set_state(wiring, "accepted")
		assert wiring.erasure_worker.write_receipts() == 1

	@pytest.mark.covers("R44")
	def test_no_mail_leaves_after_the_receipt_while_a_run_is_sending(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.delay = 0.05
		run_id = open_run(wiring, campaigns, MANY)
		sender = threading.Thread(target=wiring.run_sender.send, args=(run_id,))
		sender.start()
		erased: dict[str, int] = {}
		# The last one first: however slowly this machine erases, its mail is far from leaving.
		for number in (MANY - 1, *range(10, MANY, 20)):
			wait_until(partial(has_mails, sink, number // 2 if erased else 1), 20)
			campaigns.add_event("erasure_requested", customer_id=number, erasure_id=number)
			wiring.event_consumer.consume()
			wait_until(lambda: wiring.erasure_worker.write_receipts() == 1, 20)
			address = f"persona{number}@example.com"
			erased[address] = sink.recipients.count(address)
		sender.join(60)
		assert {one: sink.recipients.count(one) for one in erased} == erased
		assert 0 in erased.values()
		left = MANY - list(erased.values()).count(0)
		assert len(sink.mails) == read_run(wiring, run_id).counts.by_state["accepted"] == left

	def test_an_older_snapshot_does_not_bring_the_person_back(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		order(wiring, campaigns)
		wiring.erasure_worker.write_receipts()
		run_id = open_run(wiring, campaigns, 2)
		wiring.erasure_worker.write_receipts()
		wiring.run_sender.send(run_id)
		assert read_run(wiring, run_id).counts.skipped_by_reason == {"erased": 1}
		with wiring.database.open_session() as session:
			query = text("SELECT email FROM delivery WHERE customer_id = 1")
			assert session.execute(query).all() == [(None,)]


def has_mails(sink: SmtpSink, count: int) -> bool:
	return len(sink.mails) >= count


def order(wiring: Wiring, campaigns: FakeCampaigns) -> None:
	campaigns.add_event("erasure_requested", **ORDER)
	wiring.event_consumer.consume()


def set_state(wiring: Wiring, state: str) -> None:
	with wiring.database.open_session() as session:
		session.execute(text("UPDATE delivery SET state = :state"), {"state": state})


def read_receipts(wiring: Wiring) -> list[dict[str, object]]:
	with wiring.database.open_session() as session:
		query = select(EventRow.payload).where(EventRow.name == "erasure_done")
		return list(session.scalars(query))
