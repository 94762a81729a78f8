"""A run gets all recipients of its source or none, each in the right state."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from chasqui.contracts.mailer.runs import RunState
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from mailer.tables import EventRow
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import change_ledger, count_states, open_run, read_run
from tests.support.smtp_sink import SmtpSink


@pytest.mark.covers("K24")
class TestJudgingRecipients:
	@pytest.mark.parametrize(
		("changes", "reason"),
		[
			({"email": None}, "no_address"),
			({"email": "  "}, "no_address"),
			({"email": "no-es-correo"}, "invalid_address"),
			({"email": "a@b"}, "invalid_address"),
			({"email": "a>RCPT TO:<b@example.com"}, "invalid_address"),
			({"email": "ñ@example.com"}, "invalid_address"),
			({"email": "x" * 65 + "@example.com"}, "invalid_address"),
			({"may_email": "f"}, "no_consent"),
		],
	)
	def test_it_skips_who_must_not_or_cannot_get_mail(
		self, wiring: Wiring, campaigns: FakeCampaigns, changes: dict[str, Any], reason: str
	) -> None:
		campaigns.rows = [{}, changes]
		run = read_run(wiring, open_run(wiring, campaigns, 0))
		assert run.counts.skipped_by_reason == {reason: 1}
		assert run.counts.by_state == {"queued": 1, "skipped": 1}

	def test_one_address_gets_one_mail_however_it_is_written(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		campaigns.rows = [
			{"email": "uno@example.com", "may_email": "f"},
			{"email": "UNO@example.com "},
			{"email": "uno@EXAMPLE.com"},
		]
		run = read_run(wiring, open_run(wiring, campaigns, 0))
		assert run.counts.skipped_by_reason == {"no_consent": 1, "duplicate_address": 1}

	@pytest.mark.parametrize(
		"email", ["a@example.com", "a@mail.example.org", "a@x.test", "a@x.invalid"]
	)
	def test_a_sample_address_never_goes_to_an_outside_server(
		self,
		make_config: Callable[..., MailerConfig],
		campaigns: FakeCampaigns,
		sink: SmtpSink,
		email: str,
	) -> None:
		wiring = Wiring(make_config(smtp_is_local_mailbox=False))
		campaigns.rows = [{"email": email}, {"email": "a@empresa.ec"}]
		run_id = open_run(wiring, campaigns, 0)
		wiring.run_sender.send(run_id)
		assert read_run(wiring, run_id).counts.skipped_by_reason == {"sample_address": 1}
		assert sink.recipients == ["a@empresa.ec"]


class TestBrokenStreams:
	@pytest.mark.parametrize("kindly", [True, False])
	def test_a_cut_stream_leaves_nobody_and_a_later_try_everybody(
		self, wiring: Wiring, campaigns: FakeCampaigns, kindly: bool
	) -> None:
		campaigns.break_after, campaigns.break_kindly = 1500, kindly
		run_id = open_run(wiring, campaigns, 2000)
		run = read_run(wiring, run_id)
		assert run.counts.eligible == 0
		assert run.state is RunState.FILLING
		assert "Se reintenta" in str(run.state_reason or "")
		campaigns.break_after = None
		change_ledger(wiring, "UPDATE run SET not_before = NULL")
		wiring.run_fill_worker.fill(run_id)
		assert count_states(wiring, run_id) == {"queued": 2000}
		assert read_run(wiring, run_id).state is RunState.SENDING

	def test_a_stream_against_the_contract_fails_the_run_with_its_reason(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		campaigns.rows = [{"key": "igual"}, {"key": "igual", "email": "otro@example.com"}]
		run = read_run(wiring, open_run(wiring, campaigns, 0))
		assert run.state is RunState.FAILED
		assert run.counts.eligible == 0
		assert "forma acordada" in str(run.state_reason or "")

	def test_an_audience_that_is_gone_fails_the_run(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		campaigns.break_after = 0
		run_id = open_run(wiring, campaigns, 1)
		change_ledger(wiring, "UPDATE run SET source_ref = 'x/y', not_before = NULL")
		wiring.run_fill_worker.fill(run_id)
		assert read_run(wiring, run_id).state is RunState.FAILED

	def test_a_second_worker_does_not_fill_what_the_first_is_filling(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		run_id = open_run(wiring, campaigns, 5)
		change_ledger(
			wiring,
			"UPDATE run SET state = 'filling', filled_at = NULL,"
			" fill_lease_until = now() + interval '1 minute'",
		)
		before = campaigns.streams
		wiring.run_fill_worker.fill(run_id)
		assert campaigns.streams == before

	@pytest.mark.parametrize(
		("action", "state", "is_filled"),
		[("pause", "paused", True), ("cancel", "cancelled", False)],
	)
	def test_who_fills_a_paused_run_goes_on_and_of_a_cancelled_one_does_not(
		self,
		wiring: Wiring,
		campaigns: FakeCampaigns,
		client: Any,
		action: str,
		state: str,
		is_filled: bool,
	) -> None:
		def act() -> None:
			run_id = client.get("/v1/runs").json["items"][0]["id"]
			answer = client.post(f"/v1/runs/{run_id}/actions", json={"action": action})
			assert answer.json["state"] == state

		campaigns.before_end = act
		run = read_run(wiring, open_run(wiring, campaigns, 3))
		assert (run.state.value, run.counts.eligible) == (state, 3 if is_filled else 0)

	def test_a_run_paused_while_it_is_filled_stays_paused(
		self, wiring: Wiring, campaigns: FakeCampaigns, client: Any
	) -> None:
		campaigns.break_after = 1
		run_id = open_run(wiring, campaigns, 3)
		client.post(f"/v1/runs/{run_id}/actions", json={"action": "pause"})
		campaigns.break_after = None
		answer = client.post(f"/v1/runs/{run_id}/actions", json={"action": "resume"})
		assert answer.json["state"] == "filling"
		with wiring.database.open_session() as session:
			query = select(EventRow.payload).where(EventRow.name == "run_changed")
			states = [one["state"] for one in session.scalars(query.order_by(EventRow.id))]
		assert states == ["filling", "paused", "sending"]  # an opening, a pause, a resumption
