"""Notices: one mail at once, by every transport's way, of which nothing is kept."""

import base64
import email
import email.policy
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from chasqui.contracts.access import Role, Scope
from mailer.app.web import create_app
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from mailer.features import load_metadata
from mailer.suppression.domain.sources import SuppressionSource
from mailer.suppression.repositories import SuppressionRepository
from tests.support.mail_servers import SCHEMES, run_mail_server
from tests.support.smtp_sink import SmtpSink, Stage, Trick
from tests.support.tokens import TokenMaker

LINK = f"https://marketing.example.com/clave/{'x' * 60}"
PERSON = "jefa@example.com"


def open_client(config: MailerConfig, token: str) -> FlaskClient:
	client = create_app(config).test_client()
	client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
	return client


@pytest.fixture
def token(tokens: TokenMaker) -> str:
	return tokens.make_service_token("mailer", [Scope.NOTICES_SEND])


@pytest.fixture
def service(make_config: Callable[..., MailerConfig], token: str) -> FlaskClient:
	return open_client(make_config(), token)


class TestNotices:
	def test_it_arrives_as_it_was_written(self, service: FlaskClient, sink: SmtpSink) -> None:
		key = uuid4()
		assert ask(service, key=str(key)).status_code == 204
		[kept] = sink.mails
		assert kept.recipient == PERSON
		mail = read(kept.body)
		assert mail["Subject"] == "Elija su contraseña, señora"
		assert mail["To"] == PERSON
		assert mail["Message-ID"] == f"<{key}@mail.example.com>"
		assert mail["Auto-Submitted"] == "auto-generated"
		assert "Compañía de Prueba" in mail["From"]
		assert mail.get_content().splitlines() == [
			"Hola, Núria:", "", ".punto al principio", "", LINK, "", "Hasta luego."
		]  # fmt: skip

	def test_no_line_is_smuggled_into_its_headers(
		self, service: FlaskClient, sink: SmtpSink
	) -> None:
		assert ask(service, subject="Uno\r\nBcc: otra@example.com").status_code == 204
		mail = read(sink.mails[0].body)
		assert mail["Bcc"] is None
		assert len(sink.mails) == 1
		refused = ask(service, email="a@example.com\r\nRCPT TO:<b@example.com>")
		assert refused.status_code == 422

	def test_documents_go_along(self, service: FlaskClient, sink: SmtpSink) -> None:
		content = b"%PDF-1.7\n" + bytes(range(256)) * 400
		documents = [attach("COT-000001.pdf", content), attach("condiciones.pdf", b"%PDF-1.4")]
		assert ask(service, attachments=documents).status_code == 204
		mail = read(sink.mails[0].body)
		assert [
			(part.get_filename(), part.get_content_type(), part.get_content())
			for part in mail.iter_attachments()
		] == [
			("COT-000001.pdf", "application/pdf", content),
			("condiciones.pdf", "application/pdf", b"%PDF-1.4"),
		]
		body = mail.get_body(("plain",))
		assert body is not None
		assert "Hola, Núria:" in body.get_content()

	@pytest.mark.parametrize(
		("name", "content"),
		[
			("nota.exe", b"%PDF-1.7"),
			("../../x.pdf", b"%PDF-1.7"),
			("a\r\nBcc: b@example.com.pdf", b"%PDF-1.7"),
			("nota.pdf", b"MZ\x90 program"),
			("nota.pdf", b""),
			("nota.pdf", b"%PDF-" + bytes(512 * 1024)),
		],
	)
	def test_nothing_but_light_documents_goes_along(
		self, service: FlaskClient, sink: SmtpSink, name: str, content: bytes
	) -> None:
		assert ask(service, attachments=[attach(name, content)]).status_code == 422
		many = [attach(f"n{number}.pdf", b"%PDF-") for number in range(4)]
		assert ask(service, attachments=many).status_code == 422
		assert sink.mails == []

	def test_a_customer_who_is_not_written_to_gets_none(
		self, make_config: Callable[..., MailerConfig], token: str, sink: SmtpSink
	) -> None:
		config = make_config()
		wiring = Wiring(config)
		digest = wiring.address_digests.make(PERSON)
		with wiring.database.open_session() as session:
			SuppressionRepository(session).add(digest, SuppressionSource.UNSUBSCRIBE, 7)
		wiring.database.close()
		client = open_client(config, token)
		answer = ask(client, is_to_customer=True, email="JEFA@example.com")
		assert (answer.status_code, answer.json["code"]) == (422, "suppressed")
		assert sink.mails == []
		assert ask(client, is_to_customer=True, email="otra@example.com").status_code == 204
		assert ask(client).status_code == 204  # one of the staff: it is about the own account

	@pytest.mark.parametrize("scheme", SCHEMES)
	def test_every_transport_takes_it(
		self,
		scheme: str,
		make_config: Callable[..., MailerConfig],
		token: str,
		tmp_path: Any,
		monkeypatch: pytest.MonkeyPatch,
	) -> None:
		with run_mail_server(scheme, tmp_path, monkeypatch) as server:
			client = open_client(make_config(smtp_url=server.url), token)
			assert ask(client).status_code == 204
			assert server.recipients == [PERSON]

	@pytest.mark.parametrize(
		("stage", "reply", "status"),
		[
			(Stage.CONNECT, Trick.CLOSE, 503),
			(Stage.RCPT, "450 4.2.0 later", 503),
			(Stage.RCPT, "550 5.1.1 unknown", 422),
			(Stage.FINAL, "554 5.7.1 spam", 422),
			(Stage.FINAL, Trick.CLOSE, 503),
			(Stage.FINAL, Trick.HANG, 503),
		],
	)
	def test_what_the_server_says_is_told(
		self, service: FlaskClient, sink: SmtpSink, stage: Stage, reply: Any, status: int
	) -> None:
		sink.decide = lambda at, _address: reply if at is stage else None
		assert ask(service).status_code == status

	def test_without_a_server_it_is_told(
		self, make_config: Callable[..., MailerConfig], token: str
	) -> None:
		client = open_client(make_config(smtp_url="smtp://127.0.0.1:1"), token)
		answer = ask(client)
		assert (answer.status_code, answer.json["code"]) == (503, "mail_down")

	def test_sample_addresses_get_none_from_outside_servers(
		self, make_config: Callable[..., MailerConfig], token: str, sink: SmtpSink
	) -> None:
		client = open_client(make_config(smtp_is_local_mailbox=False), token)
		answer = ask(client)
		assert (answer.status_code, answer.json["code"]) == (422, "reserved_address")
		assert sink.mails == []

	def test_nothing_of_it_is_kept(
		self, service: FlaskClient, make_config: Callable[..., MailerConfig]
	) -> None:
		ask(service)
		database = Wiring(make_config()).database
		with database.open_session() as session:
			for table in load_metadata().sorted_tables:
				rows = session.execute(table.select()).mappings().all()
				assert LINK not in str([dict(row) for row in rows])
		database.close()

	def test_it_is_for_services_with_the_scope(
		self, make_config: Callable[..., MailerConfig], tokens: TokenMaker, client: FlaskClient
	) -> None:
		assert ask(client).status_code == 403
		other = tokens.make_service_token("mailer", [Scope.UNSUBSCRIBE])
		assert ask(open_client(make_config(), other)).status_code == 403
		admin = tokens.make_staff_token("mailer", Role.ADMINISTRATOR)
		assert ask(open_client(make_config(), admin)).status_code == 403


def attach(name: str, content: bytes) -> dict[str, str]:
	return {"name": name, "content": base64.b64encode(content).decode()}


def ask(client: FlaskClient, **changes: object) -> Any:
	body = {
		"key": str(uuid4()), "email": PERSON, "subject": "Elija su contraseña, señora",
		"before": ["Hola, Núria:", ".punto al principio"], "link": LINK, "after": ["Hasta luego."],
	}  # fmt: skip
	return client.post("/v1/notices", json={**body, **changes})


def read(body: bytes) -> EmailMessage:
	"""Return a mail as its reader gets it: without what SMTP adds before a dot and at the end."""
	plain = body.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n.")
	parsed = email.message_from_bytes(plain, policy=email.policy.default)
	assert isinstance(parsed, EmailMessage)
	return parsed
