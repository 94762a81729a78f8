"""Single mails that people wait for: once each, beside the big runs, and refused where they must
(K27).
"""

import email
import email.policy
import random
import threading
import time
from datetime import timedelta
from typing import Any
from unittest.mock import call, patch
from uuid import uuid4

import pytest

from chasqui.contracts.event_payloads import ServiceMailSettled
from chasqui.contracts.jobs import JobAct
from chasqui.contracts.mailer.runs import RunState
from chasqui.contracts.queues import MAILER_QUEUE, MAILER_SEND_SERVICE
from chasqui.kernel.errors import Conflict
from mailer.app.wiring import Wiring
from mailer.sending.tasks import build_tasks
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import change_ledger, count_states, open_run, read_run
from tests.support.smtp_sink import SmtpSink, Stage, Trick

EMAIL = "rosa.vera@example.com"
SENT = ("accepted", "")
# A sender died that had claimed the mail of one of the runs.
ORPHAN = """
	UPDATE delivery SET state = 'claimed', lease_token = gen_random_uuid(),
		lease_until = now() + interval '1 hour'
	WHERE state = 'queued' AND run_id = (SELECT id FROM run ORDER BY id LIMIT 1 OFFSET %s)
"""


def ask(campaigns: FakeCampaigns, wiring: Wiring, **changes: Any) -> str:
	"""Ask for a mail as campaigns would, and have it followed; return the request."""
	request_id = str(changes.pop("request_id", uuid4()))
	payload = {
		"request_id": request_id, "customer_id": 1, "campaign_id": 7, "campaign_name": "Fibra",
		"design_id": 1, "subject": "{{ primer_nombre }}, lo que pidió", "by": "Ana",
		"email": EMAIL, "values": {"nombre": "Rosa Vera", "nombre_de_pila": "Rosa"}, **changes,
	}  # fmt: skip
	campaigns.add_event("service_mail_requested", **payload)
	wiring.event_consumer.consume()
	return request_id


def list_settled(wiring: Wiring) -> list[tuple[str, str, str]]:
	"""Return what was published of requests: which, its state and reason."""
	with wiring.database.open_raw() as connection:
		rows = connection.execute(
			"SELECT payload FROM event WHERE name = 'service_mail_settled' ORDER BY id"
		).fetchall()
	found = [ServiceMailSettled.model_validate(row[0]) for row in rows]
	return [(str(one.request_id), one.state.value, one.reason) for one in found]


def settle(wiring: Wiring, campaigns: FakeCampaigns, **changes: Any) -> tuple[str, str]:
	"""Ask for a mail and send; return what was published of it."""
	request_id = ask(campaigns, wiring, **changes)
	wiring.service_mail_sender.send()
	[(known, state, reason)] = {*list_settled(wiring)}
	assert known == request_id
	return state, reason


def list_names(wiring: Wiring) -> list[str]:
	with wiring.database.open_raw() as connection:
		return [row[0] for row in connection.execute("SELECT name FROM event ORDER BY id")]


@pytest.mark.covers("K27")
class TestOnce:
	def test_it_arrives_filled_in_and_its_end_is_published(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		assert settle(wiring, campaigns) == SENT
		[mail] = sink.mails
		assert mail.recipient == EMAIL
		assert b"List-Unsubscribe:" in mail.body
		message = email.message_from_bytes(mail.body, policy=email.policy.default)
		assert message["Subject"] == "Rosa, lo que pidió"

	def test_the_same_request_again_is_the_same_mail(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		request_id = ask(campaigns, wiring)
		ask(campaigns, wiring, request_id=request_id)
		wiring.service_mail_sender.send()
		ask(campaigns, wiring, request_id=request_id)
		wiring.service_mail_sender.send()
		assert sink.recipients == [EMAIL]
		assert list_settled(wiring) == [(request_id, *SENT)]

	def test_two_requests_in_one_reading_are_two_mails(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		told = {"customer_id": 1, "design_id": 1, "email": EMAIL, "values": {}}
		for _ in range(2):
			campaigns.add_event("service_mail_requested", request_id=str(uuid4()), **told)
		wiring.event_consumer.consume()
		wiring.service_mail_sender.send()
		assert sink.recipients == [EMAIL, EMAIL]
		assert len({*sink.message_ids}) == 2

	def test_what_may_have_left_is_not_sent_again(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.decide = lambda stage, address: Trick.CLOSE if stage is Stage.FINAL else None
		assert settle(wiring, campaigns) == ("uncertain", "no_final_reply")
		sink.decide = lambda stage, address: None
		wiring.service_mail_sender.send()
		wiring.sweeper.sweep()
		assert sink.recipients == [EMAIL]

	def test_whoever_dies_in_between_leaves_it_to_the_sweep(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		request_id = ask(campaigns, wiring)
		change_ledger(
			wiring,
			"UPDATE delivery SET state = 'claimed', lease_token = gen_random_uuid(), "
			"lease_until = now() + interval '1 hour'",
		)
		wiring.service_mail_sender.send()
		assert sink.mails == []
		wiring.sweeper.sweep()
		wiring.service_mail_sender.send()
		assert list_settled(wiring) == [(request_id, *SENT)]

	@pytest.mark.parametrize("seed", range(6))
	def test_whatever_happens_in_whatever_order_each_request_is_one_mail(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink, seed: int
	) -> None:
		chance = random.Random(seed)
		requests = [str(uuid4()) for _ in range(3)]
		known = {one: ask(campaigns, wiring, request_id=one) for one in requests}
		deeds = [
			lambda: ask(campaigns, wiring, request_id=chance.choice(requests)),
			wiring.service_mail_sender.send,
			wiring.sweeper.sweep,
			lambda: change_ledger(wiring, ORPHAN, chance.randrange(3)),
			lambda: change_ledger(wiring, "UPDATE run SET not_before = NULL"),
		]
		for deed in chance.choices(deeds, k=12):
			sink.decide = chance.choice([refuse_all, take_all, take_all])
			deed()
		sink.decide = take_all
		for _ in range(2):  # whatever a dead one held, and then whatever is due
			wiring.sweeper.sweep()
			change_ledger(wiring, "UPDATE run SET not_before = NULL WHERE finished_at IS NULL")
			change_ledger(wiring, "UPDATE delivery SET next_attempt_at = now()")
			wiring.service_mail_sender.send()
		assert sorted(list_settled(wiring)) == sorted((one, *SENT) for one in known)
		assert len(sink.mails) == len({*sink.message_ids}) == len(requests)


@pytest.mark.covers("K27")
class TestRefusals:
	@pytest.mark.parametrize(
		("source", "reason"),
		[("unsubscribe", "unsubscribed"), ("bounce", "suppressed"), ("objection", "suppressed")],
	)
	def test_a_suppressed_address_gets_nothing(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink, source: str, reason: str
	) -> None:
		suppress(wiring, source)
		assert settle(wiring, campaigns) == ("skipped", reason)
		assert sink.mails == []

	def test_so_does_one_that_is_suppressed_after_the_asking(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		ask(campaigns, wiring)
		suppress(wiring, "unsubscribe")
		wiring.service_mail_sender.send()
		assert [one[1:] for one in list_settled(wiring)] == [("skipped", "unsubscribed")]
		assert sink.mails == []

	@pytest.mark.parametrize(
		("changes", "outcome"),
		[
			({"email": None, "values": None}, ("skipped", "no_address")),
			({"email": "nadie"}, ("skipped", "invalid_address")),
			({"design_id": 999}, ("failed", "no_design")),
			({"subject": "{{ apodo }}"}, ("failed", "no_design")),
		],
	)
	def test_what_cannot_be_mailed_is_settled(
		self,
		wiring: Wiring,
		campaigns: FakeCampaigns,
		sink: SmtpSink,
		changes: dict[str, Any],
		outcome: tuple[str, str],
	) -> None:
		assert settle(wiring, campaigns, **changes) == outcome
		assert sink.mails == []

	def test_nothing_is_kept_of_who_was_erased_before_it_was_read(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		change_ledger(wiring, "INSERT INTO erasure_order (erasure_id, customer_id) VALUES (1, 1)")
		state, reason = settle(wiring, campaigns)
		assert (state, reason) == ("skipped", "no_address")
		assert sink.recipients == []
		with wiring.database.open_raw() as connection:
			[kept] = connection.execute("SELECT email, merge_values FROM delivery").fetchall()
		assert not any(kept)

	def test_a_server_that_says_no_is_believed(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.decide = lambda stage, address: "550 5.7.1 no" if stage is Stage.RCPT else None
		assert settle(wiring, campaigns) == ("failed", "rejected")

	def test_a_text_with_tabs_and_lines_stays_one_recipient(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		values = {"nombre": "Rosa\tVera\nLoor \\N", "nombre_de_pila": "Rosa\\"}
		assert settle(wiring, campaigns, values=values) == SENT


@pytest.mark.covers("K27")
class TestTrouble:
	def test_a_server_that_is_down_puts_it_off_and_pauses_nothing(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		request_id = ask(campaigns, wiring)
		sink.decide = lambda stage, address: "421 ahora no" if stage is Stage.CONNECT else None
		for _ in range(wiring.config.breaker_failures + 1):
			wiring.service_mail_sender.send()
			change_ledger(wiring, "UPDATE run SET not_before = NULL")
		assert list_settled(wiring) == []
		sink.decide = lambda stage, address: None
		wiring.service_mail_sender.send()
		assert list_settled(wiring) == [(request_id, *SENT)]

	def test_nobody_gets_it_two_days_later(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		request_id = ask(campaigns, wiring)
		past = timedelta(hours=49)
		change_ledger(wiring, "UPDATE run SET created_at = created_at - %s", past)
		wiring.sweeper.sweep()
		assert list_settled(wiring) == [(request_id, "skipped", "too_late")]
		wiring.service_mail_sender.send()
		assert sink.mails == []


@pytest.mark.covers("K24", "K27")
class TestApart:
	def test_it_is_none_of_the_campaigns_runs(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink, client: Any
	) -> None:
		assert settle(wiring, campaigns) == SENT
		assert client.get("/v1/runs", query_string={"campaign_id": 7}).json["items"] == []
		[run] = client.get("/v1/runs", query_string={"kind": "service"}).json["items"]
		assert run["counts"] == {
			"eligible": 1, "by_state": {"accepted": 1},
			"skipped_by_reason": {}, "failed_by_reason": {},
		}  # fmt: skip
		assert client.post("/v1/mail-counts", json={"customers": [1]}).json["items"] == []
		assert list_names(wiring) == ["service_mail_settled"]

	def test_the_person_sees_it_among_their_mails(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink, client: Any
	) -> None:
		assert settle(wiring, campaigns) == SENT
		[mail] = client.get("/v1/customers/1/mails").json["mails"]
		assert (mail["kind"], mail["state"]) == ("service", "accepted")
		assert (mail["subject"], mail["campaign_name"]) == ("Rosa, lo que pidió", "Fibra")

	def test_it_takes_no_contact_and_asks_for_none(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		none = {"a_day": None, "a_week": None, "a_month": None}
		limits = {
			"together": {**none, "a_day": 1}, "by_channel": {"mail": none, "call": none},
		}  # fmt: skip
		campaigns.add_event("pressure_changed", limits=limits, by="Ana")
		for _ in range(2):
			ask(campaigns, wiring)
			wiring.service_mail_sender.send()
		assert len(sink.mails) == 2
		run_id = open_run(wiring, campaigns, 1)
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 1}

	@pytest.mark.parametrize("phase", ["paused", "finished"])
	def test_what_was_promised_follows_no_phase(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink, phase: str
	) -> None:
		request_id = ask(campaigns, wiring)
		campaigns.add_event(
			"phase_changed", campaign_id=7, phase=phase, previous="in_execution",
			monthly_mailing=False,
		)  # fmt: skip
		wiring.event_consumer.consume()
		wiring.service_mail_sender.send()
		assert list_settled(wiring) == [(request_id, *SENT)]


@pytest.mark.covers("K27")
class TestBroken:
	def test_one_that_cannot_be_sent_keeps_no_younger_one(
		self,
		wiring: Wiring,
		campaigns: FakeCampaigns,
		sink: SmtpSink,
		monkeypatch: pytest.MonkeyPatch,
	) -> None:
		first = ask(campaigns, wiring)
		second = ask(campaigns, wiring, customer_id=2, email="otra@example.com")
		sender = wiring.service_mail_sender._sender
		take_turn, broken = sender.take_turn, set[int]()

		def break_first(run_id: int) -> None:
			broken.add(run_id)
			if run_id == min(broken):
				raise ZeroDivisionError
			take_turn(run_id)

		monkeypatch.setattr(sender, "take_turn", break_first)
		assert wiring.service_mail_sender.send() is False  # the broken one waits
		assert [one[0] for one in list_settled(wiring)] == [second]
		monkeypatch.undo()
		change_ledger(wiring, "UPDATE run SET not_before = NULL")
		wiring.service_mail_sender.send()
		assert [one[0] for one in list_settled(wiring)] == [second, first]


@pytest.mark.covers("K27")
class TestBesideBigRuns:
	def test_it_leaves_while_every_place_sends_a_big_run(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.delay = 0.02
		places = wiring.config.long_work_slots
		runs = [open_run(wiring, campaigns, 2000) for _ in range(places)]
		big = [threading.Thread(target=wiring.run_sender.send, args=[one]) for one in runs]
		for one in big:
			one.start()
		wait_for_mails(sink, 10)
		begun = time.monotonic()
		assert settle(wiring, campaigns) == SENT
		seconds = time.monotonic() - begun
		is_under_way = [one.is_alive() for one in big]
		wiring.stop_sending()
		for one in big:
			one.join(30)
		assert all(is_under_way)
		assert seconds < 10
		assert {read_run(wiring, one).state for one in runs} == {RunState.SENDING}

	def test_who_asks_meanwhile_is_found_by_who_sends(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		asked = [ask(campaigns, wiring)]
		service, sender = wiring.service_mail_sender, wiring.service_mail_sender._sender
		take_turn = sender.take_turn

		def ask_meanwhile(run_id: int) -> None:
			if len(asked) == 1:
				other = {"customer_id": 2, "email": "otra@example.com"}
				asked.append(ask(campaigns, wiring, **other))
				assert service.send() is False  # the place is taken
			take_turn(run_id)

		with patch.object(sender, "take_turn", ask_meanwhile):
			assert service.send() is False
		assert [one[0] for one in list_settled(wiring)] == asked

	def test_the_task_goes_on_as_long_as_some_are_due(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		asked = [
			ask(campaigns, wiring, customer_id=number, email=f"persona{number}@example.com")
			for number in (1, 2)
		]
		send = build_tasks(wiring)["mailer.send_service_mails"]
		again = call(MAILER_SEND_SERVICE, MAILER_QUEUE)
		with (
			patch.object(wiring.service_mail_sender, "_slice", 1e-9),
			patch.object(wiring.publisher, "publish") as published,
		):
			send()
		assert published.call_args_list.count(again) == 1
		with patch.object(wiring.publisher, "publish") as published:
			send()
		assert again not in published.call_args_list
		assert [one[0] for one in list_settled(wiring)] == asked

	def test_whoever_steers_it_may_only_cancel(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		ask(campaigns, wiring)
		with wiring.database.open_session() as session:
			service, run_id = wiring.make_run_service(session), read_first(wiring)
			for action in (JobAct.PAUSE, JobAct.RESUME):
				with pytest.raises(Conflict, match="solo se puede cancelar"):
					service.act(run_id, action, "Ana")
			assert service.act(run_id, JobAct.CANCEL, "Ana").state is RunState.CANCELLED


def read_first(wiring: Wiring) -> int:
	"""Return the oldest run."""
	with wiring.database.open_raw() as connection:
		row = connection.execute("SELECT min(id) FROM run").fetchone()
	assert row is not None
	return int(row[0])


def take_all(stage: Stage, address: str) -> None:
	return None


def refuse_all(stage: Stage, address: str) -> str | None:
	return "421 ahora no" if stage is Stage.CONNECT else None


def suppress(wiring: Wiring, source: str) -> None:
	digest = wiring.address_digests.make(EMAIL)
	change_ledger(
		wiring, "INSERT INTO suppression (address_hash, source) VALUES (%s, %s)", digest, source
	)


def wait_for_mails(sink: SmtpSink, number: int) -> None:
	ends_at = time.monotonic() + 20
	while len(sink.mails) < number and time.monotonic() < ends_at:
		time.sleep(0.05)
	assert len(sink.mails) >= number
