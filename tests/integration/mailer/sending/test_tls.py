"""Mail goes over TLS, and never to a server whose certificate nobody vouches for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chasqui.contracts.mailer.runs import RunState
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from tests.support.certificates import build_server_context, make_certificate
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.mail_runs import count_states, open_run, read_run
from tests.support.smtp_sink import SmtpSink


class TestTls:
	def test_a_trusted_server_gets_all_mails(
		self,
		make_config: Callable[..., MailerConfig],
		campaigns: FakeCampaigns,
		secure_sink: SmtpSink,
		certificate: Path,
		monkeypatch: pytest.MonkeyPatch,
	) -> None:
		monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
		url = f"smtps://127.0.0.1:{secure_sink.port}"
		wiring = Wiring(make_config(smtp_url=url, final_reply_timeout=20.0))
		# The first mail is larger than any socket buffer: its writing is cut and resumed.
		campaigns.rows = [{"values": {"nombre": "x" * 300_000}}, *[{} for _ in range(99)]]
		run_id = open_run(wiring, campaigns, 0)
		wiring.run_sender.send(run_id)
		assert count_states(wiring, run_id) == {"accepted": 100}
		assert len(set(secure_sink.message_ids)) == 100

	def test_an_unknown_certificate_pauses_the_run_with_the_reason(
		self,
		make_config: Callable[..., MailerConfig],
		campaigns: FakeCampaigns,
		secure_sink: SmtpSink,
	) -> None:
		wiring = Wiring(make_config(smtp_url=f"smtps://127.0.0.1:{secure_sink.port}"))
		run_id = open_run(wiring, campaigns, 3)
		wiring.run_sender.send(run_id)
		run = read_run(wiring, run_id)
		assert run.state is RunState.PAUSED
		assert "CERTIFICATE_VERIFY_FAILED" in str(run.state_reason or "")
		assert secure_sink.mails == []

	@pytest.fixture
	def certificate(self, tmp_path: Path) -> Path:
		return make_certificate(tmp_path)

	@pytest.fixture
	def secure_sink(self, certificate: Path) -> Iterator[SmtpSink]:
		sink = SmtpSink()
		sink.tls = build_server_context(certificate)
		with sink as running:
			yield running
