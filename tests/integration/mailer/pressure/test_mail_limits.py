"""Nobody is mailed more often than the limits allow, between runs and beside calls (R46)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from chasqui.contracts.campaigns.pressure import LONGEST_DAYS
from chasqui.contracts.mailer.runs import RunState
from chasqui.kernel.clock import read_now
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from mailer.pressure.tasks import build_sweeps
from mailer.sending.repositories.sending import SendingRepository
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import change_ledger, count_states, open_run, read_run
from tests.support.smtp_sink import SmtpSink

NO_LIMITS: dict[str, Any] = {"a_day": None, "a_week": None, "a_month": None}
CHANNELS = {"mail": NO_LIMITS, "call": NO_LIMITS}
FREE: dict[str, Any] = {"together": NO_LIMITS, "by_channel": CHANNELS}
ZONE = "America/Guayaquil"


def limit(**together: Any) -> dict[str, Any]:
	return {**FREE, "together": {**NO_LIMITS, **together}}


def limit_mail(**limits: Any) -> dict[str, Any]:
	return {**FREE, "by_channel": {**CHANNELS, "mail": {**NO_LIMITS, **limits}}}


def publish(
	campaigns: FakeCampaigns, wiring: Wiring, name: str, days_ago: int = 0, **payload: Any
) -> None:
	"""Publish an event as campaigns would, and have it followed."""
	campaigns.add_event(name, **payload)
	campaigns.events[-1]["happened_at"] = (read_now() - timedelta(days=days_ago)).isoformat()
	wiring.event_consumer.consume()


def set_limits(
	campaigns: FakeCampaigns, wiring: Wiring, limits: Any, campaign_id: int | None = None
) -> None:
	publish(campaigns, wiring, "pressure_changed", campaign_id=campaign_id, limits=limits, by="Ana")


def call(campaigns: FakeCampaigns, wiring: Wiring, customer_id: int = 1, days_ago: int = 0) -> None:
	told = {"customer_id": customer_id, "campaign_id": 9, "channel": "call"}
	publish(campaigns, wiring, "contact_made", days_ago, **told)


def open_for(wiring: Wiring, campaigns: FakeCampaigns, campaign_id: int, people: int = 1) -> int:
	"""Open a filled run of a campaign."""
	campaigns.rows = [{} for _ in range(people)]
	run_id = open_run(wiring, campaigns, people)
	change_ledger(wiring, "UPDATE run SET campaign_id = %s WHERE id = %s", campaign_id, run_id)
	return run_id


def send(wiring: Wiring, campaigns: FakeCampaigns, campaign_id: int = 7, people: int = 1) -> Any:
	"""Send a run of a campaign; return its counts by state."""
	run_id = open_for(wiring, campaigns, campaign_id, people)
	wiring.run_sender.send(run_id)
	assert read_run(wiring, run_id).state is RunState.DONE
	return count_states(wiring, run_id)


SENT, SKIPPED = {"accepted": 1}, {"skipped": 1}


@pytest.mark.covers("R46", "K24")
class TestLimits:
	def test_of_two_campaigns_on_a_day_one_mails(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink, client: Any
	) -> None:
		set_limits(campaigns, wiring, limit_mail(a_day=1))
		assert send(wiring, campaigns, 7) == SENT
		run_id = open_for(wiring, campaigns, 8, people=3)
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 2, "skipped": 1}
		assert read_run(wiring, run_id).counts.skipped_by_reason == {"pressure": 1}
		assert len(sink.recipients) == 3
		way = f"/v1/runs/{run_id}/deliveries"
		[skipped] = client.get(way, query_string={"reason": "pressure"}).json["items"]
		assert (skipped["customer_id"], skipped["state"]) == (1, "skipped")
		assert client.get(way, query_string={"reason": "sold"}).json["items"] == []
		assert client.get(way, query_string={"reason": "¡no!"}).status_code == 422

	@pytest.mark.parametrize(
		("limits", "days_ago", "becomes"),
		[
			(limit_mail(a_day=1), 1, SENT),
			(limit_mail(a_week=1), 6, SKIPPED),
			(limit_mail(a_week=1), 7, SENT),
			(limit_mail(a_month=1), 29, SKIPPED),
			(limit_mail(a_month=1), 30, SENT),
			(limit(a_week=1), 6, SKIPPED),
			(FREE, 0, SENT),
		],
	)
	def test_a_window_ends(
		self,
		wiring: Wiring,
		campaigns: FakeCampaigns,
		sink: SmtpSink,
		limits: dict[str, Any],
		days_ago: int,
		becomes: dict[str, int],
	) -> None:
		set_limits(campaigns, wiring, limits)
		assert send(wiring, campaigns) == SENT
		past = timedelta(days=days_ago)
		change_ledger(wiring, "UPDATE delivery SET updated_at = updated_at - %s", past)
		assert send(wiring, campaigns) == becomes

	@pytest.mark.parametrize(
		("limits", "days_ago", "becomes"),
		[
			(limit(a_day=1), 0, SKIPPED),
			(limit(a_day=1), 1, SENT),
			(limit(a_week=1), 6, SKIPPED),
			(limit(a_month=1), 29, SKIPPED),
			(limit(a_month=1), LONGEST_DAYS, SENT),
			(limit_mail(a_day=1), 0, SENT),
		],
	)
	def test_calls_count_with_mails(
		self,
		wiring: Wiring,
		campaigns: FakeCampaigns,
		sink: SmtpSink,
		limits: dict[str, Any],
		days_ago: int,
		becomes: dict[str, int],
	) -> None:
		set_limits(campaigns, wiring, limits)
		call(campaigns, wiring, days_ago=days_ago)
		assert send(wiring, campaigns) == becomes

	def test_what_is_known_twice_is_one_contact(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		set_limits(campaigns, wiring, limit(a_day=2))
		call(campaigns, wiring)
		number = len(campaigns.events) + 1
		again = {**campaigns.events[-1], "cursor": f"{number}.{number}"}
		campaigns.events.append(again)
		wiring.event_consumer.consume()
		assert send(wiring, campaigns) == SENT
		assert send(wiring, campaigns) == SKIPPED

	def test_a_contact_that_was_none_is_taken_back_for_the_whole_person(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		set_limits(campaigns, wiring, limit(a_day=1))
		merged = {"email": "uno@example.com", "may_email": True, "may_phone": True}
		publish(campaigns, wiring, "customers_merged", kept_id=99, merged_id=1, **merged)
		first, second = (str(uuid4()) for _ in range(2))
		made = {"customer_id": 99, "campaign_id": 9, "channel": "call"}
		for contact_id in (first, second):
			publish(campaigns, wiring, "contact_made", contact_id=contact_id, **made)
		for _ in range(2):
			publish(campaigns, wiring, "contact_taken_back", customer_id=99, contact_id=first)
			assert send(wiring, campaigns) == SKIPPED
		publish(campaigns, wiring, "contact_taken_back", customer_id=99, contact_id=second)
		assert send(wiring, campaigns) == SENT

	def test_service_mails_are_counted_apart(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		set_limits(campaigns, wiring, limit_mail(a_day=1))
		for purpose in ("service", "marketing", "service"):
			run_id = open_for(wiring, campaigns, 7)
			change_ledger(wiring, "UPDATE run SET purpose = %s WHERE id = %s", purpose, run_id)
			wiring.run_sender.send(run_id)
			assert count_states(wiring, run_id) == SENT

	@pytest.mark.parametrize("is_before", [True, False])
	@pytest.mark.parametrize("reach", ["mail", "call"])
	def test_they_hold_for_the_whole_person(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink, reach: str, *,
		is_before: bool,
	) -> None:  # fmt: skip
		def reach_other() -> None:
			if reach == "call":
				return call(campaigns, wiring, 97)
			run_id = open_for(wiring, campaigns, 9)
			change_ledger(wiring, "UPDATE delivery SET customer_id = 97")
			return wiring.run_sender.send(run_id) and None

		set_limits(campaigns, wiring, limit(a_day=1))
		if is_before:
			reach_other()
		for kept, merged in ((98, 97), (99, 98), (99, 1)):  # a chain, and another of the person
			publish(
				campaigns, wiring, "customers_merged", kept_id=kept, merged_id=merged,
				email="uno@example.com", may_email=True, may_phone=True,
			)  # fmt: skip
		if not is_before:
			reach_other()
		assert send(wiring, campaigns) == SKIPPED


@pytest.mark.covers("R46")
class TestChanges:
	def test_limits_change_while_a_run_goes(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		set_limits(campaigns, wiring, limit_mail(a_day=1))
		assert send(wiring, campaigns) == SENT
		run_id = open_for(wiring, campaigns, 7)
		set_limits(campaigns, wiring, limit_mail(a_day=2))
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == SENT

	def test_a_campaign_is_stricter_until_its_own_go(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		set_limits(campaigns, wiring, limit_mail(a_day=5))
		set_limits(campaigns, wiring, limit_mail(a_day=1), 7)
		assert send(wiring, campaigns, 8) == SENT
		assert send(wiring, campaigns, 7) == SKIPPED
		assert send(wiring, campaigns, 8) == SENT
		set_limits(campaigns, wiring, None, 7)
		assert send(wiring, campaigns, 7) == SENT

	def test_an_older_change_that_comes_late_is_none(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		set_limits(campaigns, wiring, limit_mail(a_day=1))
		late = {"campaign_id": None, "limits": FREE, "by": "Ana"}
		publish(campaigns, wiring, "pressure_changed", 1, **late)
		assert send(wiring, campaigns) == SENT
		assert send(wiring, campaigns) == SKIPPED

	def test_old_contacts_are_forgotten(self, wiring: Wiring, campaigns: FakeCampaigns) -> None:
		call(campaigns, wiring, 1, LONGEST_DAYS - 1)
		call(campaigns, wiring, 2, LONGEST_DAYS + 1)
		[prune] = build_sweeps(wiring)
		prune()
		with wiring.database.open_raw() as connection:
			rows = connection.execute("SELECT customer_id FROM contact_day").fetchall()
		assert rows == [(1,)]


@pytest.mark.covers("R46")
class TestAtOnce:
	def test_who_is_being_mailed_waits_to_see_whether_the_mail_leaves(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		set_limits(campaigns, wiring, limit_mail(a_day=1))
		first, second = (open_for(wiring, campaigns, one) for one in (7, 8))
		with wiring.database.open_raw(autocommit=True) as connection:
			ledger = hold(connection, first)
			[claimed] = ledger.claim(5).deliveries
			wiring.run_sender.send(second)
			assert count_states(wiring, second) == {"queued": 1}
			ledger.release([claimed.id])  # nothing has left
		change_ledger(wiring, "UPDATE delivery SET next_attempt_at = now()")
		wiring.run_sender.send(second)
		assert count_states(wiring, second) == SENT
		wiring.run_sender.send(first)
		assert count_states(wiring, first) == SKIPPED

	def test_a_call_that_comes_late_lets_through_what_was_claimed_and_no_more(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		set_limits(campaigns, wiring, limit(a_day=1))
		run_id = open_for(wiring, campaigns, 7, people=6)
		with wiring.database.open_raw(autocommit=True) as connection:
			ledger = hold(connection, run_id)
			first, is_last = ledger.claim(3)
			assert ([one.recipient_key for one in first], is_last) == (["c1", "c2", "c3"], False)
			for customer_id in (1, 5):
				call(campaigns, wiring, customer_id)
			rest, is_last = ledger.claim(9)
			assert ([one.recipient_key for one in rest], is_last) == (["c4", "c6"], True)
		assert count_states(wiring, run_id) == {"claimed": 5, "skipped": 1}

	def test_a_batch_of_which_nobody_may_be_mailed_is_not_the_last(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		set_limits(campaigns, wiring, limit(a_day=1))
		run_id = open_for(wiring, campaigns, 7, people=7)
		for customer_id in (1, 2, 3, 5):
			call(campaigns, wiring, customer_id)
		with wiring.database.open_raw(autocommit=True) as connection:
			ledger = hold(connection, run_id)
			assert ledger.claim(3) == ([], False)
			second, is_last = ledger.claim(3)
			assert ([one.recipient_key for one in second], is_last) == (["c4", "c6"], False)
			ledger.release([one.id for one in second])
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 3, "skipped": 4}

	def test_one_turn_sends_a_run_of_whom_most_are_skipped(
		self,
		make_config: Callable[..., MailerConfig],
		wiring: Wiring,
		campaigns: FakeCampaigns,
		sink: SmtpSink,
	) -> None:
		set_limits(campaigns, wiring, limit(a_day=1))
		run_id = open_for(wiring, campaigns, 7, people=40)
		for customer_id in range(1, 36):
			call(campaigns, wiring, customer_id)
		sender = Wiring(make_config(claim_batch=5))
		assert sender.run_sender.send(run_id) is False
		sender.database.close()
		assert count_states(wiring, run_id) == {"accepted": 5, "skipped": 35}

	def test_many_runs_at_once_mail_each_person_once(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		set_limits(campaigns, wiring, limit_mail(a_day=1))
		runs = [open_for(wiring, campaigns, one, people=60) for one in (7, 8, 9)]

		def claim(run_id: int) -> list[int]:
			taken: list[int] = []
			with wiring.database.open_raw(autocommit=True) as connection:
				ledger = hold(connection, run_id)
				is_last = False
				while not is_last:
					claimed, is_last = ledger.claim(7)
					taken += [int(one.recipient_key.removeprefix("c")) for one in claimed]
			return taken

		with ThreadPoolExecutor(3) as pool:
			taken = [one for some in pool.map(claim, runs) for one in some]
		assert sorted(taken) == list(range(1, 61))


def hold(connection: Any, run_id: int) -> SendingRepository:
	"""Return a sender's hold on a run that shows it is alive."""
	ledger = SendingRepository(
		connection, run_id=run_id, token=uuid4(), lease_seconds=60, zone=ZONE
	)
	ledger.hold()
	return ledger
