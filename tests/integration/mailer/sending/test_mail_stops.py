"""What a call has settled stops the mail that it must, in this campaign and in the others."""

from datetime import timedelta
from typing import Any

import pytest

from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.pressure import USUAL_PRESSURE
from chasqui.contracts.mailer.runs import RunState
from chasqui.kernel.clock import read_now
from mailer.app.wiring import Wiring
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import change_ledger, count_states, open_run, read_run
from tests.support.smtp_sink import SmtpSink
from tests.support.stop_rules import GOES_ON, NEVER, REST_DAYS, RESTS, RULES, StopRule

OWN, OTHER = 7, 8


def stop(campaigns: FakeCampaigns, wiring: Wiring, rule: StopRule, customer_id: int = 1) -> None:
	"""Publish what the result of a call stops, as campaigns would."""
	outcome = CallResult(rule.cause).outcome
	if outcome.stops_mail is None:
		return
	rest = timedelta(days=USUAL_PRESSURE.quiet_days)
	until = (read_now() + rest).isoformat() if outcome.rests else None
	campaigns.add_event(
		"mail_stopped",
		customer_id=customer_id,
		campaign_id=OWN,
		reason=outcome.stops_mail.value,
		others_until=until,
	)
	wiring.event_consumer.consume()


def mails(wiring: Wiring, campaigns: FakeCampaigns, campaign_id: int, **run: Any) -> bool:
	"""Send a run of a campaign to the one customer; return whether the mail left."""
	campaigns.rows = [{}]
	run_id = open_run(wiring, campaigns, 1)
	change_ledger(wiring, "UPDATE run SET campaign_id = %s WHERE id = %s", campaign_id, run_id)
	for name, value in run.items():
		change_ledger(wiring, f"UPDATE run SET {name} = %s WHERE id = %s", value, run_id)
	wiring.run_sender.send(run_id)
	assert read_run(wiring, run_id).state is RunState.DONE
	return count_states(wiring, run_id) == {"accepted": 1}


def describe(wiring: Wiring, campaigns: FakeCampaigns, campaign_id: int) -> str:
	"""Return what becomes of the mail of a campaign, as the table says it."""
	if mails(wiring, campaigns, campaign_id):
		return GOES_ON
	passed = timedelta(days=REST_DAYS, hours=1)
	change_ledger(wiring, "UPDATE mail_stop SET others_until = others_until - %s", passed)
	return RESTS if mails(wiring, campaigns, campaign_id) else NEVER


BY_CALL = [rule for rule in RULES if rule.cause in set(CallResult)]


@pytest.mark.covers("K27")
class TestMailStops:
	@pytest.mark.parametrize("rule", BY_CALL, ids=lambda rule: rule.cause)
	def test_it_stops_what_the_table_says(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink, rule: StopRule
	) -> None:
		stop(campaigns, wiring, rule)
		assert describe(wiring, campaigns, OTHER) == rule.other_mail
		assert describe(wiring, campaigns, OWN) == rule.own_mail

	def test_service_mails_leave_and_others_get_theirs(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		rule = next(one for one in RULES if one.cause == CallResult.SALE)
		stop(campaigns, wiring, rule)
		assert mails(wiring, campaigns, OWN, purpose="service")
		run_id = open_run(wiring, campaigns, 3)
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 2, "skipped": 1}
		assert read_run(wiring, run_id).counts.skipped_by_reason == {"sold": 1}

	@pytest.mark.covers("K25")
	@pytest.mark.parametrize("is_after", [True, False])
	def test_an_answer_stops_it_and_takes_no_calls_place(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink, *, is_after: bool
	) -> None:
		rule = next(one for one in RULES if one.cause == CallResult.NOT_INTERESTED)
		if is_after:
			stop(campaigns, wiring, rule)
		about = {"customer_id": 1, "campaign_id": OWN, "others_until": None}
		campaigns.add_event("mail_stopped", reason="answered", **about)
		wiring.event_consumer.consume()
		run_id = open_run(wiring, campaigns, 1)
		wiring.run_sender.send(run_id)
		reason = "not_interested" if is_after else "answered"
		assert read_run(wiring, run_id).counts.skipped_by_reason == {reason: 1}
		assert mails(wiring, campaigns, OTHER) is not is_after

	@pytest.mark.parametrize("is_before", [True, False])
	def test_it_holds_for_the_person_whichever_record_was_called(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink, *, is_before: bool
	) -> None:
		rule = next(one for one in RULES if one.cause == CallResult.SALE)
		if is_before:
			stop(campaigns, wiring, rule, customer_id=97)
			assert mails(wiring, campaigns, OWN)
		for kept, merged in ((98, 97), (99, 98), (99, 1)):  # a chain, and another of the person
			campaigns.add_event(
				"customers_merged", kept_id=kept, merged_id=merged, email="uno@example.com",
				may_email=True, may_phone=True,
			)  # fmt: skip
		wiring.event_consumer.consume()
		if not is_before:
			stop(campaigns, wiring, rule, customer_id=97)
		assert not mails(wiring, campaigns, OWN)

	def test_the_same_event_twice_is_one(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		rule = next(one for one in RULES if one.cause == CallResult.NOT_INTERESTED)
		for _ in range(2):
			stop(campaigns, wiring, rule)
		with wiring.database.open_raw() as connection:
			rows = connection.execute("SELECT reason FROM mail_stop").fetchall()
		assert rows == [("not_interested",)]

	def test_a_correction_lifts_it_for_that_campaign_and_the_whole_person(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		rule = next(one for one in RULES if one.cause == CallResult.NOT_INTERESTED)
		merged = {"email": "uno@example.com", "may_email": True, "may_phone": True}
		campaigns.add_event("customers_merged", kept_id=99, merged_id=1, **merged)
		stop(campaigns, wiring, rule, customer_id=99)
		lift(campaigns, wiring, OTHER)
		assert not mails(wiring, campaigns, OTHER)
		for _ in range(2):
			lift(campaigns, wiring, OWN)
		assert mails(wiring, campaigns, OWN)
		assert mails(wiring, campaigns, OTHER)


def lift(campaigns: FakeCampaigns, wiring: Wiring, campaign_id: int) -> None:
	"""Publish that the result was corrected which stopped a campaign's mail."""
	campaigns.add_event("mail_stop_lifted", customer_id=99, campaign_id=campaign_id)
	wiring.event_consumer.consume()
