"""Runs are sent by each transport: who gets mail, how often, and what the ledger says."""

import email
import email.policy
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from chasqui.contracts.mailer.runs import RunPolicy, RunState
from chasqui.kernel.clock import freeze_clock, read_now
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from mailer.runs.domain.reasons import PausedBy
from mailer.runs.repositories.runs import RunRepository
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import change_ledger, count_states, open_run, read_run
from tests.support.mail_servers import SCHEMES, run_mail_server
from tests.support.smtp_sink import SmtpSink, Stage, Trick
from tests.support.suite import wait_until


@pytest.fixture(params=SCHEMES)
def sink(
	request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
	with run_mail_server(request.param, tmp_path, monkeypatch) as running:
		yield running


@pytest.mark.covers("K24")
class TestSendingARun:
	def test_everybody_gets_one_mail_and_the_run_ends(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.delay = 0.2
		run_id = open_run(wiring, campaigns, 80)
		assert wiring.run_sender.send(run_id) is False
		assert count_states(wiring, run_id) == {"accepted": 80}
		assert read_run(wiring, run_id).state is RunState.DONE
		assert len(set(sink.message_ids)) == len(sink.mails) == 80
		assert sink.most_connections == 8

	@pytest.mark.covers("K19")
	def test_each_accepted_mail_is_published_once(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.decide = refuse("persona3@", Stage.FINAL, "554 5.7.1 no")
		run_id = open_and_send(wiring, campaigns, 20)
		assert count_states(wiring, run_id) == {"accepted": 19, "failed": 1}
		told = list_accepted(wiring)
		assert {(one["campaign_id"], one["run_id"]) for one in told} == {(7, run_id)}
		people = [number for one in told for number in one["customer_ids"]]
		assert sorted(people) == [number for number in range(1, 21) if number != 3]

	def test_a_mail_is_personal_and_offers_the_way_out(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		campaigns.rows = [{"values": {"nombre": "José & <Ñandú>", "primer_nombre": "José"}}]
		open_and_send(wiring, campaigns)
		message = email.message_from_bytes(sink.mails[0].body, policy=email.policy.default)
		assert message["Subject"] == "José, una oferta pensada para usted"
		assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
		assert "/baja/" in message["List-Unsubscribe"]
		html = message.get_body(("html",)).get_content()
		assert "José &amp; &lt;Ñandú&gt;" in html
		assert "José & <Ñandú>" in message.get_body(("plain",)).get_content()
		assert "Compañía de Prueba" in html

	def test_a_mail_is_sending_in_the_ledger_before_its_body_leaves(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		seen: list[str] = []

		def look(stage: Stage, address: str) -> None:
			if stage is Stage.FINAL:
				with psycopg.connect(wiring.database.url) as connection:
					query = "SELECT state FROM delivery WHERE email = %s"
					seen.extend(row[0] for row in connection.execute(query, (address,)))

		sink.decide = look
		open_and_send(wiring, campaigns, 20)
		assert seen == ["sending"] * 20

	def test_a_second_trigger_sends_nothing_more(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 20)
		for _ in range(3):
			wiring.run_fill_worker.fill(run_id)
			wiring.run_sender.send(run_id)
		assert len(sink.mails) == 20

	def test_two_senders_share_a_run_without_sending_twice(
		self, make_config: Callable[..., MailerConfig], campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		first, second = (Wiring(make_config(claim_batch=20)) for _ in range(2))
		sink.delay = 0.002
		run_id = open_run(first, campaigns, 240)
		threads = [
			threading.Thread(target=wiring.run_sender.send, args=(run_id,))
			for wiring in (first, second)
		]
		for thread in threads:
			thread.start()
		for thread in threads:
			thread.join(30)
		assert count_states(first, run_id) == {"accepted": 240}
		assert len(set(sink.message_ids)) == len(sink.mails) == 240
		assert sink.most_connections > 8

	def test_a_rate_limit_is_kept(
		self, make_config: Callable[..., MailerConfig], campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		wiring = Wiring(make_config(rate_per_second=20, slice_seconds=1.5))
		run_id = open_run(wiring, campaigns, 100)
		assert wiring.run_sender.send(run_id) is True
		# The burst of one second, and what 1.5 s bring.
		assert 30 <= len(sink.mails) <= 55
		assert count_states(wiring, run_id)["queued"] == 100 - len(sink.mails)


class TestRefusals:
	def test_a_permanent_refusal_fails_only_its_own_mail(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.decide = refuse("persona3@", Stage.RCPT, "550 5.7.1 not wanted")
		run_id = open_run(wiring, campaigns, 10)
		wiring.run_sender.send(run_id)
		run = read_run(wiring, run_id)
		assert run.counts.failed_by_reason == {"rejected": 1}
		assert len(sink.mails) == 9

	def test_a_temporary_refusal_is_tried_again_after_its_wait(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.decide = refuse("persona2@", Stage.RCPT, "451 4.7.1 later")
		run_id = open_run(wiring, campaigns, 3)
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 2, "deferred": 1}
		sink.decide = lambda stage, address: None
		assert wiring.run_sender.send(run_id) is False  # not due yet
		assert len(sink.mails) == 2
		change_ledger(wiring, "UPDATE delivery SET next_attempt_at = now() WHERE state='deferred'")
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 3}

	def test_after_two_days_of_refusals_it_gives_up(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.decide = refuse("persona1@", Stage.FINAL, "452 4.2.2 full")
		run_id = open_run(wiring, campaigns, 1)
		wiring.run_sender.send(run_id)
		change_ledger(wiring, "UPDATE delivery SET next_attempt_at = now()")
		with freeze_clock(read_now() + timedelta(hours=49)):
			wiring.run_sender.send(run_id)
		assert read_run(wiring, run_id).counts.failed_by_reason == {"gave_up": 1}

	@pytest.mark.parametrize("answer", [Trick.CLOSE, Trick.HANG])
	def test_a_connection_lost_after_the_final_dot_is_uncertain_and_never_sent_again(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink, answer: Trick
	) -> None:
		sink.decide = refuse("persona4@", Stage.FINAL, answer)
		run_id = open_run(wiring, campaigns, 10)
		wiring.run_sender.send(run_id)
		wiring.sweeper.sweep()
		wiring.run_sender.send(run_id)
		counts = count_states(wiring, run_id)
		assert counts["uncertain"] == 1
		assert sink.recipients.count("persona4@example.com") == 1
		assert counts["accepted"] + counts.get("deferred", 0) == 9

	def test_a_database_that_comes_back_at_once_costs_nobody(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		# Some lanes wait for their answers when the database goes, while others begin a round.
		sink.pause = lambda address: 0.4 if address[len("persona")] in "147" else 0.03
		run_id = open_run(wiring, campaigns, 150)
		with ThreadPoolExecutor(1) as pool:
			sending = pool.submit(wiring.run_sender.send, run_id)
			for sent in (20, 50, 80):
				wait_until(lambda sent=sent: len(sink.mails) >= sent, 20)
				cut_connections(wiring)
				with suppress(DBAPIError):
					sending.result(30)
				sending = pool.submit(wiring.run_sender.send, run_id)
			sending.result(30)
		wiring.sweeper.sweep()
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 150}
		assert len(set(sink.recipients)) == len(sink.mails) == 150

	def test_under_at_least_once_the_uncertain_one_is_sent_again(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.decide = refuse("persona1@", Stage.FINAL, Trick.CLOSE)
		run_id = open_run(wiring, campaigns, 1, policy=RunPolicy.AT_LEAST_ONCE)
		wiring.run_sender.send(run_id)
		sink.decide = lambda stage, address: None
		change_ledger(wiring, "UPDATE delivery SET next_attempt_at = now()")
		change_ledger(wiring, "UPDATE run SET not_before = NULL")
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 1}
		assert sink.recipients.count("persona1@example.com") == 2


class TestSmtpSteps:
	"""What only a conversation in steps can say."""

	@pytest.fixture
	def sink(self) -> Iterator[SmtpSink]:
		with SmtpSink() as running:
			yield running

	def test_a_server_without_pipelining_serves_too(
		self, make_config: Callable[..., MailerConfig], campaigns: FakeCampaigns
	) -> None:
		with SmtpSink(pipelines=False) as plain:
			wiring = Wiring(make_config(smtp_url=plain.url))
			run_id = open_run(wiring, campaigns, 50)
			wiring.run_sender.send(run_id)
			assert count_states(wiring, run_id) == {"accepted": 50}
			assert len(plain.mails) == 50

	def test_an_unknown_address_is_suppressed_and_told(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.decide = refuse("persona3@", Stage.RCPT, "550 5.1.1 <x@example.com> no such user")
		open_and_send(wiring, campaigns, 5)
		again = open_run(wiring, campaigns, 5)
		assert read_run(wiring, again).counts.skipped_by_reason == {"suppressed": 1}
		with wiring.database.open_raw() as connection:
			query = "SELECT name, payload FROM event WHERE name = 'hard_bounced'"
			rows = connection.execute(query).fetchall()
		assert rows == [
			("hard_bounced", {"email": "persona3@example.com", "customer_id": 3}),
		]

	@pytest.mark.parametrize("stage", [Stage.DATA, Stage.BODY])
	def test_a_connection_lost_before_the_final_dot_is_tried_again(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink, stage: Stage
	) -> None:
		# A body larger than all buffers: the server closes while it is being written.
		big = {"nombre": "x" * 3_000_000} if stage is Stage.BODY else {}
		campaigns.rows = [{"values": big}]
		sink.decide = refuse("persona1@", stage, Trick.CLOSE)
		run_id = open_run(wiring, campaigns, 0)
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"deferred": 1}


class TestTroubleAtTheServer:
	def test_no_connection_slows_the_run_then_pauses_it_with_the_reason(
		self, make_config: Callable[..., MailerConfig], campaigns: FakeCampaigns
	) -> None:
		wiring = Wiring(make_config(smtp_url="smtp://127.0.0.1:9", breaker_failures=3))
		run_id = open_run(wiring, campaigns, 5)
		assert wiring.run_sender.send(run_id) is False
		run = read_run(wiring, run_id)
		assert run.state is RunState.SENDING
		assert "se reintenta en" in str(run.state_reason or "")
		for _ in range(3):
			change_ledger(wiring, "UPDATE run SET not_before = NULL")
			wiring.run_sender.send(run_id)
		run = read_run(wiring, run_id)
		assert run.state is RunState.PAUSED
		assert "quedó en pausa" in str(run.state_reason or "")
		assert count_states(wiring, run_id) == {"queued": 5}

	def test_421_puts_off_and_fails_nobody(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.decide = lambda stage, address: "421 4.3.2 closing" if stage is Stage.MAIL else None
		run_id = open_run(wiring, campaigns, 30)
		wiring.run_sender.send(run_id)
		counts = count_states(wiring, run_id)
		assert set(counts) <= {"queued", "deferred"}
		sink.decide = lambda stage, address: None
		change_ledger(wiring, "UPDATE run SET not_before = NULL")
		change_ledger(wiring, "UPDATE delivery SET next_attempt_at = now()")
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 30}


class TestSteering:
	def test_a_pause_stops_within_two_seconds_and_a_resume_completes(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		sink.delay = 0.05
		run_id = open_run(wiring, campaigns, 400)
		sender = threading.Thread(target=wiring.run_sender.send, args=(run_id,))
		sender.start()
		wait_until(lambda: len(sink.mails) >= 8, 10)
		with wiring.database.open_session() as session:
			RunRepository(session).pause(run_id, PausedBy.PERSON, "En pausa.")
		paused_at = time.monotonic()
		sender.join(10)
		assert time.monotonic() - paused_at < 2
		counts = count_states(wiring, run_id)
		assert set(counts) == {"accepted", "queued"}
		assert counts["accepted"] == len(sink.mails) < 400
		with wiring.database.open_session() as session:
			assert RunRepository(session).resume(run_id)
		sink.delay = 0
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 400}
		assert len(set(sink.message_ids)) == len(sink.mails) == 400

	def test_a_cancelled_run_skips_what_has_not_left(
		self, wiring: Wiring, campaigns: FakeCampaigns, client: Any, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 10)
		answer = client.post(f"/v1/runs/{run_id}/actions", json={"action": "cancel"})
		assert answer.status_code == 200
		wiring.run_sender.send(run_id)
		run = read_run(wiring, run_id)
		assert run.state is RunState.CANCELLED
		assert run.finished_at is not None
		assert run.counts.skipped_by_reason == {"cancelled": 10}
		assert sink.mails == []


class TestDeadWorkers:
	def test_an_expired_claim_is_sent_by_another(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 4)
		hold_all(wiring, "claimed", "now() - interval '1 second'")
		wiring.sweeper.sweep()
		assert count_states(wiring, run_id) == {"queued": 4}

	def test_an_expired_sending_is_uncertain_under_never_twice(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 4)
		hold_all(wiring, "sending", "now() - interval '1 second'")
		wiring.sweeper.sweep()
		assert count_states(wiring, run_id) == {"uncertain": 4}
		assert read_run(wiring, run_id).state is RunState.DONE

	def test_a_lease_that_runs_is_left_alone(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 4)
		hold_all(wiring, "sending", "now() + interval '1 minute'")
		wiring.sweeper.sweep()
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"sending": 4}
		assert sink.mails == []


def open_and_send(wiring: Wiring, campaigns: FakeCampaigns, recipients: int = 0) -> int:
	run_id = open_run(wiring, campaigns, recipients)
	wiring.run_sender.send(run_id)
	return run_id


def refuse(prefix: str, stage: Stage, answer: str) -> Callable[[Stage, str], str | None]:
	return lambda at, address: answer if at is stage and address.startswith(prefix) else None


def hold_all(wiring: Wiring, state: str, until: str) -> None:
	change_ledger(
		wiring,
		f"UPDATE delivery SET state = '{state}', lease_token = gen_random_uuid(),"
		f" lease_until = {until}",
	)


def cut_connections(wiring: Wiring) -> None:
	"""End every connection to the mailer's database, as a restart of the server would."""
	with psycopg.connect(wiring.database.url, autocommit=True) as connection:
		connection.execute(
			"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
			"WHERE datname = current_database() AND pid <> pg_backend_pid()"
		)


def list_accepted(wiring: Wiring) -> list[dict[str, Any]]:
	"""Return what was published of mails that servers took."""
	with wiring.database.open_raw() as connection:
		query = "SELECT payload FROM event WHERE name = 'mails_accepted' ORDER BY id"
		return [row[0] for row in connection.execute(query).fetchall()]
