"""Mails that come back: understood, tied to what was sent, and never believed of strangers."""

from collections.abc import Callable
from typing import Any

import pytest

from chasqui.contracts.access import Role
from mailer.app.web import create_app
from mailer.app.wiring import Wiring
from mailer.receiving.domain.address_tokens import TokenKind
from mailer.receiving.domain.incoming_mail import IncomingMail
from mailer.receiving.domain.mail_parsing import digest_mail
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.incoming_mails import REPLY_ADDRESS, write_mail
from tests.support.mail_runs import change_ledger, count_states, open_run, read_run
from tests.support.smtp_sink import SmtpSink
from tests.support.tokens import TokenMaker

PERSON = "persona1@example.com"
REPORT = """From: MAILER-DAEMON@mx.example.com
To: {to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <{number}@mx.example.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type={kind}; boundary=b

--b
Content-Type: text/plain

{prose}

--b
Content-Type: message/{part}

{facts}

--b
Content-Type: text/rfc822-headers

{head}

--b--
"""
FACTS = """Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {text}"""


def write_report(
	number: int = 1,
	*,
	to: str = REPLY_ADDRESS,
	recipient: str = PERSON,
	action: str = "failed",
	status: str = "5.0.0",
	text: str = "550 5.1.1 No such user",
	head: str = "Subject: Hola",
) -> bytes:
	facts = FACTS.format(recipient=recipient, action=action, status=status, text=text)
	return REPORT.format(
		number=number, to=to, kind="delivery-status", part="delivery-status", prose="x",
		facts=facts, head=head,
	).replace("\n", "\r\n").encode()  # fmt: skip


def write_complaint(to: str) -> bytes:
	return REPORT.format(
		number=9, to=to, kind="feedback-report", part="feedback-report", prose="Queja",
		facts="Feedback-Type: abuse\nUser-Agent: x\nVersion: 1", head="Subject: Hola",
	).replace("\n", "\r\n").encode()  # fmt: skip


def bring(wiring: Wiring, content: bytes, to: str = REPLY_ADDRESS) -> str:
	"""Let a report come in and be filed; return as what."""
	wiring.mail_recorder.record([IncomingMail("smtp", content, digest_mail(content), "", to)])
	wiring.filing_worker.file_all()
	with wiring.database.open_raw() as connection:
		row = connection.execute("SELECT kind FROM received_mail ORDER BY id DESC").fetchone()
	assert row is not None
	return str(row[0])


def list_suppressed(wiring: Wiring) -> list[str]:
	with wiring.database.open_raw() as connection:
		return [row[0] for row in connection.execute("SELECT source FROM suppression")]


def list_events(wiring: Wiring) -> list[str]:
	with wiring.database.open_raw() as connection:
		rows = connection.execute("SELECT name FROM event WHERE name <> 'run_changed'")
		return [row[0] for row in rows if row[0] != "mails_accepted"]


@pytest.fixture
def sent(wiring: Wiring, campaigns: FakeCampaigns) -> tuple[int, str]:
	"""A run of one mail that its server took: its number, and where it comes back to."""
	run_id = open_run(wiring, campaigns, 1)
	wiring.run_sender.send(run_id)
	with wiring.database.open_raw() as connection:
		row = connection.execute("SELECT id FROM delivery").fetchone()
	assert row is not None
	return run_id, wiring.address_signer.sign(TokenKind.BOUNCE, row[0])


class TestReturnPath:
	def test_each_mail_has_its_own(
		self, wiring: Wiring, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 3)
		wiring.run_sender.send(run_id)
		assert len({*sink.senders}) == 3
		for address in sink.senders:
			found = wiring.address_signer.read([address])
			assert found is not None
			assert found[0] is TokenKind.BOUNCE


class TestHard:
	def test_an_address_that_is_nobodys_is_written_to_no_more(
		self, wiring: Wiring, sent: tuple[int, str]
	) -> None:
		run_id, back = sent
		assert bring(wiring, write_report(to=back), back) == "bounce_hard"
		assert count_states(wiring, run_id) == {"failed": 1}
		assert read_run(wiring, run_id).counts.failed_by_reason == {"unknown_address": 1}
		assert list_suppressed(wiring) == ["bounce"]
		assert list_events(wiring) == ["hard_bounced"]

	def test_the_same_report_twice_changes_nothing(
		self, wiring: Wiring, sent: tuple[int, str]
	) -> None:
		for _again in range(2):
			bring(wiring, write_report(to=sent[1]), sent[1])
		assert list_events(wiring) == ["hard_bounced"]

	def test_by_our_own_header_where_the_return_path_was_lost(
		self, wiring: Wiring, sent: tuple[int, str]
	) -> None:
		bring(wiring, write_report(head=f"X-Chasqui-Run: {sent[0]}"))
		assert list_suppressed(wiring) == ["bounce"]

	@pytest.mark.parametrize("head", ["Subject: Hola", "X-Chasqui-Run: 999", "X-Chasqui-Run: x"])
	def test_what_anybody_could_have_written_suppresses_nobody(
		self, wiring: Wiring, sent: tuple[int, str], head: str
	) -> None:
		forged = sent[1][:-30] + "a" + sent[1][-29:]
		bring(wiring, write_report(to=forged, head=head), forged)
		assert list_suppressed(wiring) == []
		assert count_states(wiring, sent[0]) == {"accepted": 1}

	def test_a_mail_of_which_nobody_knew_is_settled_by_what_comes(
		self, wiring: Wiring, sent: tuple[int, str]
	) -> None:
		for action, state in (("delivered", "accepted"), ("failed", "failed")):
			change_ledger(wiring, "UPDATE delivery SET state = 'uncertain'")
			status = "2.1.5" if action == "delivered" else "5.1.1"
			report = write_report(
				hash(action), to=sent[1], action=action, status=status, text="250 ok"
			)
			bring(wiring, report, sent[1])
			assert count_states(wiring, sent[0]) == {state: 1}


class TestSoft:
	def test_three_in_a_fortnight_are_enough(
		self, wiring: Wiring, campaigns: FakeCampaigns
	) -> None:
		for number in range(1, 4):
			run_id = open_run(wiring, campaigns, 1)
			wiring.run_sender.send(run_id)
			with wiring.database.open_raw() as connection:
				row = connection.execute("SELECT max(id) FROM delivery").fetchone()
			assert row is not None
			back = wiring.address_signer.sign(TokenKind.BOUNCE, row[0])
			for again in (0, 10):  # two reports of one mail count once
				report = write_report(number + again, to=back, text="452 4.2.2 Mailbox full")
				assert bring(wiring, report, back) == "bounce_soft"
			assert list_suppressed(wiring) == ["bounce"] * (number == 3)
			assert read_run(wiring, run_id).counts.failed_by_reason == {"bounced": 1}

	def test_old_ones_do_not_count(self, wiring: Wiring, sent: tuple[int, str]) -> None:
		bring(wiring, write_report(to=sent[1], text="452 4.2.2 Mailbox full"), sent[1])
		change_ledger(wiring, "UPDATE bounce SET at = now() - interval '15 days'")
		with wiring.database.open_raw() as connection:
			row = connection.execute(
				"SELECT count(*) FROM bounce WHERE at > now() - interval '14 days'"
			)
			assert row.fetchone() == (0,)


class TestOthers:
	def test_a_complaint_is_an_objection(self, wiring: Wiring, sent: tuple[int, str]) -> None:
		assert bring(wiring, write_complaint(sent[1]), sent[1]) == "bounce_complaint"
		assert list_suppressed(wiring) == ["objection"]
		assert list_events(wiring) == ["recipient_unsubscribed"]

	def test_who_is_out_of_office_bounces_nothing(
		self, wiring: Wiring, sent: tuple[int, str]
	) -> None:
		away = write_mail("Vuelvo el lunes", "Fuera", Auto_Submitted="auto-replied", To=sent[1])
		assert bring(wiring, away, sent[1]) == "automatic_reply"
		assert list_suppressed(wiring) == []

	def test_what_is_not_understood_is_classed_by_a_person(
		self, wiring: Wiring, sent: tuple[int, str], tokens: TokenMaker
	) -> None:
		odd = write_mail("Хмм", "Хмм", "MAILER-DAEMON@mx.example.com", To=sent[1])
		assert bring(wiring, odd, sent[1]) == "bounce_unknown"
		ask = build_asker(wiring, tokens)
		[one] = ask("GET", "/v1/bounces?kind=unknown")["items"]
		path = f"/v1/bounces/{one['id']}/class"
		assert ask("POST", path, {"kind": "complaint"})["code"] == "bad_kind"
		assert ask("POST", path, {"kind": "hard"})["classed_by"]
		assert ask("POST", path, {"kind": "soft"})["code"] == "known"
		assert list_suppressed(wiring) == ["bounce"]

	def test_what_the_server_wrote_is_kept_without_addresses(
		self, wiring: Wiring, sent: tuple[int, str], tokens: TokenMaker
	) -> None:
		bring(wiring, write_report(to=sent[1], text=f"550 5.1.1 <{PERSON}> unknown"), sent[1])
		[one] = build_asker(wiring, tokens)("GET", "/v1/bounces")["items"]
		assert "@" not in one["diagnostic"]
		assert (one["email"], one["customer_id"], one["reason"]) == (PERSON, 1, "user_unknown")


def build_asker(wiring: Wiring, tokens: TokenMaker) -> Callable[..., Any]:
	client = create_app(wiring.config).test_client()
	token = tokens.make_staff_token("mailer", Role.MARKETING_HEAD)

	def ask(method: str, path: str, body: Any = None) -> Any:
		headers = {"Authorization": f"Bearer {token}"}
		return client.open(path, method=method, json=body, headers=headers).get_json()

	return ask
