"""What every transport must do, whatever it speaks: found by its scheme, tried on a real server."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from chasqui.contracts.mailer.runs import RunState
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from mailer.sending.transports.outcomes import Outcome, OutcomeKind, TransportDown
from mailer.sending.transports.transport import Channel, TransportSettings, choose_transport
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import change_ledger, count_states, open_run, read_run
from tests.support.mail_servers import SCHEMES, run_mail_server
from tests.support.ses_sink import SesSink
from tests.support.smtp_sink import Stage, Trick

SIZE = 3
PATIENCE = 20.0
BODY = b"Message-ID: <%d@example.com>\r\nSubject: x\r\n\r\n.punto\r\n"


@pytest.fixture(params=SCHEMES)
def server(
	request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
	with run_mail_server(request.param, tmp_path, monkeypatch) as running:
		yield running


@pytest.fixture
def channel(server: Any) -> Iterator[Channel]:
	transport = choose_transport(make_settings(server.url))
	opened = transport.open()
	opened.refill()
	yield opened
	opened.close()


class TestEveryTransport:
	def test_a_mail_leaves_with_its_body_and_not_before(
		self, channel: Channel, server: Any
	) -> None:
		offer(channel, 1, 2)
		assert server.mails == []
		assert channel.delivered == []
		outcomes = deliver(channel, 1, 2)
		assert {one.job_id: one.kind for one in outcomes} == dict.fromkeys(
			(1, 2), OutcomeKind.ACCEPTED
		)
		assert all(one.reply for one in outcomes)
		assert sorted(server.recipients) == ["p1@example.com", "p2@example.com"]
		assert channel.offered == channel.delivered == []

	def test_what_is_withdrawn_makes_room(self, channel: Channel, server: Any) -> None:
		"""A connection that is closed and not yet told of leaves its number to the next one."""
		offer(channel, 1, 2)
		channel.withdraw(1, "erased")
		told = channel.wait(0.1)
		channel.withdraw(2, "erased")
		channel.refill()
		told += channel.wait(0.1)
		assert sorted(one.job_id for one in told) == [1, 2]
		offer(channel, 3, 4, 5)
		assert {one.kind for one in deliver(channel, 3, 4, 5)} == {OutcomeKind.ACCEPTED}
		assert sorted(server.recipients) == [f"p{job}@example.com" for job in (3, 4, 5)]

	def test_the_next_envelopes_go_behind_the_bodies(self, channel: Channel, server: Any) -> None:
		offer(channel, 1)
		channel.deliver({1: BODY % 1}, [(2, "p2@example.com")])
		outcomes = wait_for(channel, 1)
		wait_ready(channel, 2)
		outcomes += deliver(channel, 2)
		assert [one.job_id for one in outcomes] == [1, 2]
		assert server.recipients == ["p1@example.com", "p2@example.com"]

	def test_no_more_are_out_than_there_are_connections(
		self, channel: Channel, server: Any
	) -> None:
		server.delay = 0.5
		assert channel.size == channel.free == SIZE
		jobs = range(1, SIZE + 1)
		offer(channel, *jobs)
		assert channel.free == 0
		following = [(job + SIZE, f"p{job + SIZE}@example.com") for job in jobs]
		channel.deliver({job: BODY % job for job in jobs}, following)
		assert sorted(channel.delivered) == list(jobs)
		assert channel.ready == []
		assert channel.free == 0

	def test_what_is_given_up_has_not_left(self, channel: Channel, server: Any) -> None:
		offer(channel, 1)
		channel.withdraw(1, "not to be sent")
		assert [one.kind for one in wait_for(channel, 1)] == [OutcomeKind.UNTRIED]
		channel.refill()
		offer(channel, 2)
		assert [one.kind for one in channel.close()] == [OutcomeKind.UNTRIED]
		assert channel.close() == []
		assert server.mails == []

	@pytest.mark.parametrize(
		("answer", "kind"),
		[
			("550 5.7.1 not wanted", OutcomeKind.REJECTED),
			("452 4.2.2 later", OutcomeKind.RETRYABLE),
			(Trick.CLOSE, OutcomeKind.UNCERTAIN),
			(Trick.HANG, OutcomeKind.UNCERTAIN),
		],
	)
	def test_the_answer_says_whether_to_try_again(
		self, channel: Channel, server: Any, answer: str, kind: OutcomeKind
	) -> None:
		server.decide = lambda stage, address: answer if stage is Stage.FINAL else None
		offer(channel, 1)
		(outcome,) = deliver(channel, 1)
		assert (outcome.job_id, outcome.kind) == (1, kind)
		assert "@" not in outcome.reply
		assert len(server.mails) == (kind is OutcomeKind.UNCERTAIN)


class TestSes:
	@pytest.fixture
	def server(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
		with run_mail_server("ses", tmp_path, monkeypatch) as running:
			yield running

	def test_its_id_for_the_mail_is_kept(self, channel: Channel) -> None:
		offer(channel, 1)
		(outcome,) = deliver(channel, 1)
		assert outcome.reply.startswith("200 ")
		assert len(outcome.reply) > 30

	def test_an_answer_that_does_not_say_if_the_mail_was_taken_leaves_doubt(
		self, channel: Channel, server: Any
	) -> None:
		server.decide = lambda stage, address: "InternalFailure"
		offer(channel, 1)
		assert [one.kind for one in deliver(channel, 1)] == [OutcomeKind.UNCERTAIN]

	@pytest.mark.parametrize(
		"answer",
		[
			"SendingPausedException", "AccountSuspendedException", "AccessDeniedException",
			"MailFromDomainNotVerifiedException", "UnrecognizedClientException",
			"MessageRejected Email address is not verified.",
		],
	)  # fmt: skip
	def test_a_closed_account_pauses_the_run_and_fails_nobody(
		self,
		make_config: Callable[..., MailerConfig],
		campaigns: FakeCampaigns,
		server: SesSink,
		answer: str,
	) -> None:
		server.decide = lambda stage, address: answer
		wiring = Wiring(make_config(smtp_url=server.url))
		run_id = open_run(wiring, campaigns, 20)
		wiring.run_sender.send(run_id)
		run = read_run(wiring, run_id)
		assert run.state is RunState.PAUSED
		assert answer.split()[0] in str(run.state_reason or "")
		assert set(count_states(wiring, run_id)) <= {"queued", "deferred"}

	@pytest.mark.parametrize("answer", ["TooManyRequestsException", "LimitExceededException"])
	def test_a_spent_quota_slows_the_run_and_goes_on_later(
		self,
		make_config: Callable[..., MailerConfig],
		campaigns: FakeCampaigns,
		server: SesSink,
		answer: str,
	) -> None:
		server.decide = lambda stage, address: answer
		wiring = Wiring(make_config(smtp_url=server.url))
		run_id = open_run(wiring, campaigns, 20)
		wiring.run_sender.send(run_id)
		run = read_run(wiring, run_id)
		assert run.state is RunState.SENDING
		assert "se reintenta en" in str(run.state_reason or "")
		server.decide = lambda stage, address: None
		change_ledger(wiring, "UPDATE run SET not_before = NULL")
		change_ledger(wiring, "UPDATE delivery SET next_attempt_at = now()")
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 20}

	def test_without_credentials_nothing_is_tried(
		self, server: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
	) -> None:
		for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
			monkeypatch.delenv(name, raising=False)
		monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
		for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
			monkeypatch.setenv(name, str(tmp_path / "none"))
		channel = choose_transport(make_settings(server.url)).open()
		with pytest.raises(TransportDown, match="credentials") as caught:
			channel.refill()
		assert caught.value.is_permanent

	def test_no_connection_is_no_doubt(self, server: Any) -> None:
		url = "ses://us-east-1?endpoint=http%3A%2F%2F127.0.0.1%3A9"
		channel = choose_transport(make_settings(url)).open()
		offer(channel, 1)
		assert [one.kind for one in deliver(channel, 1)] == [OutcomeKind.RETRYABLE]
		assert channel.troubles == 1
		channel.close()


class TestChoosing:
	@pytest.mark.parametrize(
		"url", ["http://a", "ses://", "ses://clave:secreta@us-east-1", "smtp://", "a"]
	)
	def test_a_url_that_nobody_understands_is_refused(self, url: str) -> None:
		with pytest.raises(ValueError, match=r"ses://|smtp://|CHASQUI_SMTP_URL"):
			choose_transport(make_settings(url))


def make_settings(url: str) -> TransportSettings:
	return TransportSettings(
		url=url,
		sender="noticias@example.com",
		hello_name="localhost",
		connections=SIZE,
		connect_timeout=5.0,
		reply_timeout=10.0,
		final_timeout=2.0,
	)


def offer(channel: Channel, *jobs: int) -> None:
	"""Offer mails and wait till their bodies may leave."""
	channel.offer([(job, f"p{job}@example.com") for job in jobs])
	wait_ready(channel, *jobs)


def wait_ready(channel: Channel, *jobs: int) -> None:
	ends_at = time.monotonic() + PATIENCE
	while set(channel.ready) != set(jobs):
		assert channel.wait(0.1) == []
		assert time.monotonic() < ends_at


def deliver(channel: Channel, *jobs: int) -> list[Outcome]:
	"""Deliver bodies and return what became of the mails."""
	channel.deliver({job: BODY % job for job in jobs})
	return wait_for(channel, len(jobs))


def wait_for(channel: Channel, count: int) -> list[Outcome]:
	outcomes: list[Outcome] = []
	ends_at = time.monotonic() + PATIENCE
	while len(outcomes) < count:
		outcomes += channel.wait(0.1)
		assert time.monotonic() < ends_at
	return outcomes
