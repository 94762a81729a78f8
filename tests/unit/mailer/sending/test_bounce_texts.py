"""What servers write, and what it means: each line as a server of that kind writes it."""

import pytest

from chasqui.contracts.mailer.bounces import BounceKind, BounceReason
from mailer.bounces.domain.bounce_rules import judge_report
from mailer.bounces.domain.reports import Report, read_report

HARD, SOFT = BounceKind.HARD, BounceKind.SOFT


@pytest.mark.parametrize(
	("text", "kind", "reason"),
	[
		("550 5.1.1 <x>: Recipient address rejected: User unknown", HARD, "user_unknown"),
		("550 The email account that you tried to reach does not exist", HARD, "user_unknown"),
		("550 5.4.1 Recipient address rejected: Access denied", HARD, "user_unknown"),
		("551 5.1.6 Mailbox has moved", HARD, "user_unknown"),
		("550 El usuario no existe", HARD, "user_unknown"),
		("Host or domain name not found. Name service error for name=x type=MX: Host not found",
			HARD, "host_unknown"),
		("550 5.1.2 unknown host", HARD, "host_unknown"),
		("552 5.2.2 The email account that you tried to reach is over quota", SOFT, "mailbox_full"),
		("452 4.2.2 Mailbox full", SOFT, "mailbox_full"),
		("550 5.2.1 The email account that you tried to reach is disabled", SOFT, "policy"),
		("552 5.3.4 Message size exceeds fixed maximum message size", SOFT, "too_big"),
		("421 4.7.0 Too many connections, try again later", SOFT, "rate"),
		("450 4.7.1 Greylisted, please come back later", SOFT, "rate"),
		("554 5.7.1 Service unavailable; Client host blocked using zen.spamhaus.org", SOFT,
			"reputation"),
		("550 5.7.26 Unauthenticated email is not accepted due to DMARC", SOFT, "reputation"),
		("550 5.7.1 Message rejected as spam by Content Filtering", SOFT, "content"),
		("delivery temporarily suspended: connect to mx: Connection timed out", SOFT, "expired"),
		("connect to mx[192.0.2.1]:25: Connection refused", SOFT, "rate"),
		("451 4.3.0 Local configuration error", SOFT, "system"),
		("Name service error for name=x type=MX: Malformed or unexpected reply", SOFT, "network"),
		("Name service error for domain x: Host not found, try again", SOFT, "network"),
		("procmail: Couldn't create \"/var/spool/mail/x\" id: x: No such user", SOFT, "system"),
		("553 https://www.spamhaus.org/query/bl?ip=192.0.2.222", SOFT, "reputation"),
		("550 https://example.com/help/blocked User unknown", HARD, "user_unknown"),
		("550 5.0.0 Algo que nadie ha visto", SOFT, "other"),
	],
)  # fmt: skip
def test_each_family_is_known(text: str, kind: BounceKind, reason: str) -> None:
	verdict = judge_report(Report(action="failed", status="5.0.0", diagnostic=text))
	assert (verdict.kind, verdict.reason) == (kind, reason)


def test_who_took_the_recipient_and_refused_the_mail_has_a_mailbox() -> None:
	raw = b"Subject: Returned mail\r\n\r\n>>> DATA\r\n<<< 550 User unknown\r\n"
	verdict = judge_report(read_report(raw))
	assert (verdict.kind, verdict.reason) == (SOFT, BounceReason.POLICY)


@pytest.mark.parametrize(
	"raw", [b"", b"\xff\xfe", b"Content-Type: multipart/report; boundary=\r\n"]
)
def test_what_says_nothing_is_unknown(raw: bytes) -> None:
	assert judge_report(read_report(raw)).kind is BounceKind.UNKNOWN


def test_a_bounce_of_a_bounce_is_of_the_first() -> None:
	inner = b"From: MAILER-DAEMON@x\r\nSubject: Undelivered\r\n\r\n550 5.1.1 No such user\r\n"
	raw = (
		b"Subject: Undelivered\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
		b"Content-Type: text/plain\r\n\r\n452 4.2.2 Mailbox full\r\n--b\r\n"
		b"Content-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--b--\r\n"
	)
	assert judge_report(read_report(raw)).reason is BounceReason.MAILBOX_FULL
