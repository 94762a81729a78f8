"""Notices: one mail at once, by every transport's way, of which nothing is kept."""

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
from mailer.config import MailerConfig
from mailer.features import load_metadata
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
		from mailer.app.wiring import Wiring

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


def ask(client: FlaskClient, **changes: str) -> Any:
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
