"""Mails crossed with one person: written once, answered, matched, and seen by whom they concern."""

import base64
import email
import email.policy
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest

from chasqui.contracts.access import Role
from mailer.app.web import create_app
from mailer.app.wiring import Wiring
from mailer.receiving.domain.address_tokens import TokenKind
from mailer.receiving.domain.incoming_mail import IncomingMail
from mailer.receiving.domain.mail_parsing import digest_mail
from mailer.suppression.domain.sources import SuppressionSource
from mailer.suppression.repositories import SuppressionRepository
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.incoming_mails import PERSON, REPLY_ADDRESS, write_mail
from tests.support.mail_runs import change_ledger, open_run
from tests.support.smtp_sink import SmtpSink
from tests.support.tokens import TokenMaker

ROSA = {"customer_id": 1, "name": "Rosa Vera", "email": PERSON, "advisor": None}
Ask = Callable[..., Any]


@pytest.fixture
def ask(wiring: Wiring, tokens: TokenMaker, campaigns: FakeCampaigns) -> Ask:
	"""Ask the mailer's API as a role (the marketing head); return the answer's JSON."""
	campaigns.people = [ROSA]
	client = create_app(wiring.config).test_client()

	def send(
		method: str,
		path: str,
		body: Any = None,
		*,
		role: Role = Role.MARKETING_HEAD,
		status: int = 0,
	) -> Any:
		token = tokens.make_staff_token("mailer", role)
		headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
		answer = client.open(path, method=method, json=body, headers=headers)
		assert answer.status_code == (status or {"POST": answer.status_code}.get(method, 200))
		if not status:
			assert answer.status_code < 300, answer.get_data(as_text=True)
		return answer.get_json() if answer.is_json else answer.get_data()

	return send


def begin(ask: Ask, **changes: Any) -> Any:
	body = {"customer_id": 1, "subject": "Su pedido", "text": "Buenos días.\n¿Le llegó?", **changes}
	return ask("POST", "/v1/conversations", body)


def bring(wiring: Wiring, content: bytes, to: str | None = None, sender: str = PERSON) -> str:
	"""Let a mail come in and be filed; return as what."""
	mail = IncomingMail("smtp", content, digest_mail(content), sender, to or REPLY_ADDRESS)
	wiring.mail_recorder.record([mail])
	wiring.filing_worker.file_all()
	with wiring.database.open_raw() as connection:
		row = connection.execute(
			"SELECT coalesce(kind, state) FROM received_mail ORDER BY id DESC LIMIT 1"
		).fetchone()
	assert row is not None
	return str(row[0])


def read_sent(sink: SmtpSink) -> EmailMessage:
	message = email.message_from_bytes(sink.mails[-1].body, policy=email.policy.default)
	assert isinstance(message, EmailMessage)
	return message


@pytest.mark.covers("K25")
class TestWriting:
	def test_it_arrives_once_with_its_files_and_comes_back_to_itself(
		self, wiring: Wiring, ask: Ask, sink: SmtpSink
	) -> None:
		pdf = base64.b64encode(b"%PDF-1.7 hola").decode()
		made = begin(ask, files=[{"name": "Guía año.pdf", "content": pdf}])
		assert made["items"][0]["state"] == "queued"
		assert wiring.service_mail_sender.send() is False
		[mail] = sink.mails
		assert mail.recipient == PERSON
		message = read_sent(sink)
		assert message["Subject"] == "Su pedido"
		assert message["Reply-To"] == wiring.address_signer.sign(TokenKind.CONVERSATION, made["id"])
		assert not {"List-Unsubscribe", "Auto-Submitted", "Precedence"} & {*message.keys()}
		plain, page = message.get_body(("plain",)), message.get_body(("html",))
		assert plain is not None
		assert plain.get_content().splitlines() == ["Buenos días.", "¿Le llegó?"]
		assert page is not None
		assert "¿Le llegó?" in page.get_content()
		[file] = message.iter_attachments()
		assert (file.get_filename(), file.get_content()) == ("Guía año.pdf", b"%PDF-1.7 hola")
		shown = ask("GET", f"/v1/conversations/{made['id']}")
		assert (shown["items"][0]["state"], shown["state"]) == ("accepted", "waiting")
		assert shown["items"][0]["files"][0]["is_safe"]
		assert wiring.service_mail_sender.send() is False
		assert len(sink.mails) == 1

	def test_the_same_request_twice_is_one_mail(
		self, wiring: Wiring, tokens: TokenMaker, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		campaigns.people = [ROSA]
		client = create_app(wiring.config).test_client()
		token = tokens.make_staff_token("mailer", Role.MARKETING_HEAD)
		headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
		body = {"customer_id": 1, "subject": "Hola", "text": "Hola"}
		numbers = {
			client.post("/v1/conversations", json=body, headers=headers).get_json()["id"]
			for _ in range(3)
		}
		wiring.service_mail_sender.send()
		assert (len(numbers), len(sink.mails)) == (1, 1)

	@pytest.mark.parametrize(
		("changes", "code"),
		[
			({"customer_id": 99}, "no_customer"),
			({"text": ""}, "string_too_short"),
			({"text": "x" * 60_000}, "string_too_long"),
			({"files": [{"name": "a.exe", "content": "TVo="}]}, "bad_file"),
			({"files": [{"name": "a.pdf", "content": "TVo="}]}, "bad_file"),
			({"subject": "  "}, "too_short"),
		],
	)
	def test_what_cannot_be_sent_is_refused_and_nothing_is_kept(
		self, ask: Ask, wiring: Wiring, changes: dict[str, Any], code: str
	) -> None:
		body = {"customer_id": 1, "subject": "Hola", "text": "Hola", **changes}
		problem = ask("POST", "/v1/conversations", body, status=422)
		codes = {problem["code"], *(one["code"] for one in problem.get("errors", []))}
		assert code in codes
		with wiring.database.open_raw() as connection:
			for table in ("conversation", "run", "delivery", "letter"):
				row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
				assert row == (0,)

	@pytest.mark.parametrize(
		("source", "may"),
		[
			(SuppressionSource.UNSUBSCRIBE, True),
			(SuppressionSource.CONSENT, True),
			(SuppressionSource.OBJECTION, False),
			(SuppressionSource.BOUNCE, False),
		],
	)
	def test_who_wants_no_advertising_may_be_answered_and_who_objected_may_not(
		self, ask: Ask, wiring: Wiring, sink: SmtpSink, source: SuppressionSource, may: bool
	) -> None:
		with wiring.database.open_session() as session:
			digest = wiring.address_digests.make(PERSON)
			SuppressionRepository(session).add(digest, source, 1)
		body = {"customer_id": 1, "subject": "Hola", "text": "Hola"}
		answer = ask("POST", "/v1/conversations", body, status=201 if may else 422)
		assert may or answer["code"] == "suppressed"
		wiring.service_mail_sender.send()
		assert len(sink.mails) == int(may)

	def test_an_answer_follows_what_it_answers(
		self, wiring: Wiring, ask: Ask, sink: SmtpSink
	) -> None:
		bring(wiring, write_mail("¿Cuánto cuesta?", "Fibra", Message_ID="<uno@example.com>"))
		[one] = ask("GET", "/v1/conversations?box=all")["items"]
		ask("POST", f"/v1/conversations/{one['id']}/mails", {"text": "Veinte dólares."})
		wiring.service_mail_sender.send()
		message = read_sent(sink)
		assert (message["Subject"], message["In-Reply-To"]) == ("Re: Fibra", "<uno@example.com>")


@pytest.mark.covers("K25")
class TestMatching:
	def test_an_answer_by_its_token_comes_back_to_its_conversation(
		self, wiring: Wiring, ask: Ask, sink: SmtpSink
	) -> None:
		made = begin(ask)
		wiring.service_mail_sender.send()
		back = read_sent(sink)["Reply-To"]
		assert bring(wiring, write_mail("Sí, gracias.", "Otro asunto"), back) == "conversation"
		shown = ask("GET", f"/v1/conversations/{made['id']}")
		assert [one["direction"] for one in shown["items"]] == ["out", "in"]
		assert (shown["state"], shown["is_unread"]) == ("open", True)
		assert shown["due_at"] is not None
		assert ask("GET", "/v1/conversation-counts")["unread"] == 1
		ask("POST", f"/v1/conversations/{made['id']}/read")
		assert ask("GET", "/v1/conversation-counts")["unread"] == 0

	def test_by_what_it_answers_only_from_whom_it_went_to(
		self, wiring: Wiring, ask: Ask, sink: SmtpSink
	) -> None:
		made = begin(ask)
		wiring.service_mail_sender.send()
		known = read_sent(sink)["Message-ID"]
		bring(wiring, write_mail("Sí", "x", In_Reply_To=known))
		bring(
			wiring,
			write_mail("Soy otro", "x", "Otro <otro@example.com>", In_Reply_To=known),
			sender="otro@example.com",
		)
		shown = ask("GET", f"/v1/conversations/{made['id']}")
		assert [one["text"] for one in shown["items"][1:]] == ["Sí"]
		assert ask("GET", "/v1/conversation-counts")["unknown"] == 1

	def test_a_forged_token_leads_nowhere(self, wiring: Wiring, ask: Ask) -> None:
		made = begin(ask)
		token = wiring.address_signer.sign(TokenKind.CONVERSATION, made["id"])
		forged = token[:-30] + ("b" if token[-30] == "a" else "a") + token[-29:]
		bring(wiring, write_mail("Hola", "x", "o@example.com", To=forged), sender="o@example.com")
		assert ask("GET", f"/v1/conversations/{made['id']}")["mails"] == 1

	def test_an_answer_to_a_campaign_opens_a_conversation_of_it(
		self, wiring: Wiring, ask: Ask, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 2)
		wiring.run_sender.send(run_id)
		back = read_sent(sink)["Reply-To"]
		assert back.startswith("respuestas+")
		sender = sink.mails[-1].recipient
		bring(wiring, write_mail("Me interesa", "Re: Oferta", sender), back, sender)
		[shown] = ask("GET", "/v1/conversations?box=all")["items"]
		assert (shown["campaign_id"], shown["campaign_name"]) == (7, "Campaña sintética")
		assert (shown["priority"], shown["customer_id"]) == ("high", int(sender[7:].split("@")[0]))
		bring(wiring, write_mail("¿Cuándo?", "Re: Oferta", sender), back, sender)
		assert ask("GET", f"/v1/conversations/{shown['id']}")["mails"] == 2
		answers = list_answers(wiring)
		assert [(one["campaign_id"], one["customer_id"]) for one in answers] == [
			(7, shown["customer_id"])
		] * 2

	def test_an_automatic_answer_opens_nothing_and_asks_nothing_of_anybody(
		self, wiring: Wiring, ask: Ask, campaigns: FakeCampaigns, sink: SmtpSink
	) -> None:
		run_id = open_run(wiring, campaigns, 1)
		wiring.run_sender.send(run_id)
		back = read_sent(sink)["Reply-To"]
		away = write_mail("Vuelvo el lunes.", "Fuera", Auto_Submitted="auto-replied")
		assert bring(wiring, away, back) == "automatic_reply"
		assert ask("GET", "/v1/conversations?box=all")["items"] == []
		assert len(sink.mails) == 1  # nothing answers by itself
		assert list_answers(wiring) == []

	def test_a_known_customer_is_known_by_the_address_and_goes_to_their_advisor(
		self, wiring: Wiring, ask: Ask, campaigns: FakeCampaigns
	) -> None:
		campaigns.people = [{**ROSA, "advisor": {"id": 5, "name": "Ana"}}]
		bring(wiring, write_mail("Hola", "Consulta"))
		bring(wiring, write_mail("¿Hola?", "Re: Consulta"))
		[one] = ask("GET", "/v1/conversations?box=all")["items"]
		assert (one["customer_id"], one["owner"], one["mails"]) == (1, "staff:5", 2)

	def test_whom_nobody_knows_is_listed_apart_and_can_be_given_to_a_customer(
		self, wiring: Wiring, ask: Ask
	) -> None:
		mail = write_mail("Hola", "Consulta", "Luis <luis@example.com>")
		bring(wiring, mail, sender="luis@example.com")
		[one] = ask("GET", "/v1/conversations?box=unknown")["items"]
		assert (one["customer_id"], one["person"]) == (None, "Luis")
		body = {"version": one["version"], "customer_id": 1}
		ask("PATCH", f"/v1/conversations/{one['id']}", body)
		assert ask("GET", "/v1/conversations?box=unknown")["items"] == []
		stale = ask("PATCH", f"/v1/conversations/{one['id']}", body, status=409)
		assert stale["code"] == "version_conflict"

	def test_while_customers_is_away_a_mail_waits_and_keeps_no_other(
		self, wiring: Wiring, ask: Ask, campaigns: FakeCampaigns
	) -> None:
		made = begin(ask)
		campaigns.are_people_away = True
		assert bring(wiring, write_mail("Nueva", "Otra cosa", "a@example.com")) == "new"
		back = wiring.address_signer.sign(TokenKind.CONVERSATION, made["id"])
		assert bring(wiring, write_mail("Sí"), back) == "conversation"
		campaigns.are_people_away = False
		with wiring.database.open_raw() as connection:
			connection.execute("UPDATE received_mail SET next_attempt_at = now()")
		assert wiring.filing_worker.file_all() == 1

	def test_an_erased_persons_address_is_known_no_more(self, wiring: Wiring, ask: Ask) -> None:
		made = begin(ask)
		token = wiring.address_signer.sign(TokenKind.CONVERSATION, made["id"])
		with wiring.database.open_raw() as connection:
			connection.execute("DELETE FROM conversation")
		assert bring(wiring, write_mail("Hola"), token) == "conversation"


def list_answers(wiring: Wiring) -> list[dict[str, Any]]:
	"""Return what campaigns are notified of."""
	with wiring.database.open_raw() as connection:
		asked = "SELECT payload FROM event WHERE name = 'mail_answered' ORDER BY id"
		return [row[0] for row in connection.execute(asked).fetchall()]


@pytest.mark.covers("K25")
class TestObjection:
	def test_it_is_proposed_and_once_accepted_advertising_ends(
		self, wiring: Wiring, ask: Ask
	) -> None:
		bring(wiring, write_mail("No me escriban más, gracias.", "Re: Oferta"))
		[one] = ask("GET", "/v1/conversations?box=all")["items"]
		assert one["objection"] == "proposed"
		body = {"version": one["version"], "objection": "accepted", "state": "closed"}
		shown = ask("PATCH", f"/v1/conversations/{one['id']}", body)
		assert (shown["objection"], shown["state"]) == ("accepted", "closed")
		with wiring.database.open_raw() as connection:
			rows = connection.execute("SELECT source FROM suppression").fetchall()
			events = connection.execute(
				"SELECT count(*) FROM event WHERE name = 'recipient_unsubscribed'"
			).fetchone()
		assert (rows, events) == ([("unsubscribe",)], (1,))


@pytest.mark.covers("K25")
class TestWhoSees:
	def test_an_advisor_sees_their_own_and_their_customers(
		self, wiring: Wiring, ask: Ask, campaigns: FakeCampaigns, tokens: TokenMaker
	) -> None:
		made = begin(ask)
		path = f"/v1/conversations/{made['id']}"
		body = {"version": made["version"], "owner": "staff:99", "owner_name": "Otra persona"}
		ask("PATCH", path, body)
		ask("GET", path, role=Role.ADVISOR, status=404)
		ask("GET", "/v1/conversations?customer_id=1", role=Role.ADVISOR, status=404)
		campaigns.to_call = {(1, 1), (1, 7), (1, 3), (1, 2)}
		shown = ask("GET", path, role=Role.ADVISOR)
		assert shown["id"] == made["id"]
		listed = ask("GET", "/v1/conversations?box=all&customer_id=1", role=Role.ADVISOR)
		assert len(listed["items"]) == 1
		ask("GET", "/v1/conversations?box=unassigned", role=Role.ADVISOR)
		ask("POST", "/v1/canned-answers", {"name": "x", "text": "x"}, role=Role.ADVISOR, status=403)

	@pytest.mark.parametrize("sort", ["last", "due", "priority"])
	def test_each_order_goes_through_all_pages_once(
		self, wiring: Wiring, ask: Ask, sort: str
	) -> None:
		for number in range(5):
			bring(wiring, write_mail("Hola", f"Consulta {number}"))
		change_ledger(wiring, "UPDATE conversation SET due_at = NULL WHERE mod(id, 2) = 0")
		for order in (sort, f"-{sort}"):
			found, cursor = [], ""
			while True:
				page = ask("GET", f"/v1/conversations?sort={order}&limit=2{cursor}")
				found += [one["id"] for one in page["items"]]
				if page["next_cursor"] is None:
					break
				cursor = f"&cursor={page['next_cursor']}"
			assert sorted(found) == [1, 2, 3, 4, 5]

	def test_conversations_are_shared_in_turn(self, wiring: Wiring, ask: Ask) -> None:
		for number in range(5):
			bring(wiring, write_mail("Hola", f"Consulta {number}"))
		owners = [{"owner": f"staff:{n}", "name": f"Persona {n}"} for n in (8, 9)]
		body = {"filters": {"box": "unassigned"}, "expected": 4, "owners": owners}
		assert ask("POST", "/v1/conversation-shares", body, status=409)["code"] == "others_match"
		body["expected"] = 5
		assert ask("POST", "/v1/conversation-shares", body) == {"changed": 5}
		listed = ask("GET", "/v1/conversations?box=all&owner=staff:8")["items"]
		assert len(listed) == 3

	def test_files_are_downloaded_and_never_shown(self, wiring: Wiring, ask: Ask) -> None:
		body = (
			b"From: Rosa <rosa.vera@example.com>\r\nMessage-ID: <f@x>\r\nSubject: x\r\n"
			b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
			b"--b\r\nContent-Type: text/html\r\n\r\n<p>Hola</p><script>x()</script>\r\n"
			b"--b\r\nContent-Type: text/html; name=malo.html\r\n\r\n<script>y()</script>"
			b"\r\n--b--\r\n"
		)
		bring(wiring, body)
		[one] = ask("GET", "/v1/conversations?box=all")["items"]
		shown = ask("GET", f"/v1/conversations/{one['id']}")
		[mail] = shown["items"]
		assert b"script" not in ask("GET", f"/v1/conversations/{one['id']}/mails/{mail['id']}/page")
		[file] = mail["files"]
		assert (file["name"], file["is_safe"]) == ("malo.html", False)
		assert ask("GET", f"/v1/conversations/{one['id']}/files/{file['id']}") == (
			b"<script>y()</script>"
		)
		assert ask("GET", f"/v1/conversations/{one['id']}/mails/{mail['id']}/original") == body


def test_canned_answers_are_kept_once_by_name(ask: Ask) -> None:
	made = ask("POST", "/v1/canned-answers", {"name": "Saludo", "text": "Hola {{ nombre }}"})
	again = ask("POST", "/v1/canned-answers", {"name": "Saludo", "text": "x"}, status=409)
	assert again["errors"][0]["field"] == "name"
	body = {"name": "Saludo", "text": "Buenas", "version": made["version"]}
	path = f"/v1/canned-answers/{made['id']}"
	assert ask("PATCH", path, body)["text"] == "Buenas"
	assert ask("PATCH", path, body, status=409)["code"] == "version_conflict"
	ask("DELETE", path, status=204)
	assert ask("GET", "/v1/canned-answers")["items"] == []
