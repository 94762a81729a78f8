"""URLs of SMTP servers, and what replies mean."""

import pytest

from mailer.sending.transports.outcomes import OutcomeKind, describe_reply, judge_reply
from mailer.sending.transports.smtp_url import SmtpUrl, StartTls


class TestUrls:
	def test_it_reads_all_parts(self) -> None:
		url = SmtpUrl.parse("smtp://ana%40x:se%2Fcreto@correo.empresa.ec:587?starttls=required")
		assert (url.host, url.port, url.is_tls) == ("correo.empresa.ec", 587, False)
		assert (url.user, url.password) == ("ana@x", "se/creto")
		assert url.starttls is StartTls.REQUIRED

	def test_ports_have_their_usual_numbers(self) -> None:
		assert SmtpUrl.parse("smtp://h").port == 25
		assert SmtpUrl.parse("smtps://h").port == 465

	@pytest.mark.parametrize("url", ["http://h", "smtp://", "correo", "smtp://h?starttls=quizá"])
	def test_it_refuses_the_rest(self, url: str) -> None:
		with pytest.raises(ValueError, match=r"SMTP URL|StartTls"):
			SmtpUrl.parse(url)

	def test_it_knows_this_machine(self) -> None:
		assert SmtpUrl.parse("smtp://127.0.0.1").is_loopback
		assert not SmtpUrl.parse("smtp://10.0.0.1").is_loopback


class TestReplies:
	@pytest.mark.parametrize(
		("code", "text", "kind", "unknown"),
		[
			(250, "2.0.0 ok", OutcomeKind.ACCEPTED, False),
			(451, "4.7.1 later", OutcomeKind.RETRYABLE, False),
			(421, "closing", OutcomeKind.RETRYABLE, False),
			(550, "5.1.1 no such user", OutcomeKind.REJECTED, True),
			(550, "5.1.10 null MX", OutcomeKind.REJECTED, True),
			(550, "5.7.1 spam", OutcomeKind.REJECTED, False),
			(550, "no such user", OutcomeKind.REJECTED, False),
			(354, "go on", OutcomeKind.RETRYABLE, False),
		],
	)
	def test_each_has_its_meaning(
		self, code: int, text: str, kind: OutcomeKind, unknown: bool
	) -> None:
		outcome = judge_reply(1, code, text)
		assert (outcome.kind, outcome.is_unknown_address) == (kind, unknown)

	def test_addresses_in_replies_are_not_kept(self) -> None:
		reply = describe_reply(550, "5.1.1 <ana@example.com>: unknown " + "x" * 300)
		assert "ana@" not in reply
		assert len(reply) == 200
