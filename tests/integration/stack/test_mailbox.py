"""The suite's own mailbox over SMTP."""

import re
import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from chasqui.contracts.sample import NO_BOX_DOMAIN
from chasqui.stack.mailbox.smtp import build_controller
from chasqui.stack.mailbox.store import MailStore, read_part
from chasqui.stack.mailbox.web import build_app
from chasqui.stack.places import find_free_port

MAIL = "From: a@example.com\r\nSubject: Hola\r\n\r\nHola.\r\n"


class TestMailbox:
	def test_it_keeps_what_it_accepts(self, store: MailStore, client: smtplib.SMTP) -> None:
		client.sendmail("a@example.com", ["ana@example.com"], MAIL)
		assert store.count() == 1

	def test_an_address_without_a_box_bounces_and_the_others_do_not(
		self, store: MailStore, client: smtplib.SMTP
	) -> None:
		nobody = f"ana@{NO_BOX_DOMAIN.upper()}"
		refused = client.sendmail("a@example.com", [nobody, "luis@example.com"], MAIL)
		assert refused == {nobody: (550, b"5.1.1 No such mailbox")}
		assert store.count() == 1

	@pytest.mark.covers("K17")
	def test_a_mail_is_downloaded_as_it_came(self, store: MailStore) -> None:
		raw = b"From: a@example.com\r\nSubject: =?utf-8?b?w7E=?=\r\n\r\n.\r\n\xff raro\r\n"
		store.add("a@example.com", ["ana@example.com"], raw)
		client = build_app(store).test_client()
		[link] = re.findall(r'href="([^"]+\.eml)"', client.get("/correos/1").text)
		file = client.get(link)
		assert (file.data, file.mimetype) == (raw, "message/rfc822")
		assert "filename=correo-1.eml" in file.headers["Content-Disposition"]
		assert client.get("/correos/2.eml").status_code == 404

	def test_what_is_attached_is_listed_and_downloaded(self, store: MailStore) -> None:
		mail = EmailMessage()
		mail.set_content("Hola.")
		mail.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="ñ <1>.pdf")
		store.add("a@example.com", ["ana@example.com"], mail.as_bytes())
		client = build_app(store).test_client()
		page = client.get("/correos/1").text
		assert "ñ &lt;1&gt;.pdf" in page
		[link] = re.findall(r'href="([^"]+/adjuntos/\d+)"', page)
		file = client.get(link)
		assert (file.data, file.mimetype) == (b"%PDF-1", "application/octet-stream")
		for missing in ("/correos/1/adjuntos/1", "/correos/2/adjuntos/0"):
			assert client.get(missing).status_code == 404

	@pytest.mark.parametrize("is_open", [True, False])
	def test_a_mail_is_answered_as_its_reader_would(
		self, store: MailStore, tmp_path: Path, is_open: bool
	) -> None:
		port = find_free_port()
		suite = MailStore(tmp_path / "suite.sqlite")
		server = build_controller(suite, port)
		if is_open:
			server.start()
		raw = (
			"From: a@example.com\r\nReply-To: respuestas+abc@example.com\r\n"
			"Message-ID: <uno@example.com>\r\nSubject: Hola\r\n\r\n¿Quiere?\r\n"
		)
		store.add("a@example.com", ["ana@example.com"], raw.encode())
		client = build_app(store, port).test_client()
		assert "Responder como el cliente" in client.get("/correos/1").text
		answer = client.post("/correos/1/respuesta", data={"texto": "Sí, quiero."})
		shown = client.get(answer.location).text
		assert ("llegó a la suite" in shown, "no la recibió" in shown) == (is_open, not is_open)
		if is_open:
			server.stop()
			found = suite.read(1)
			assert found is not None
			assert found[0].recipients == "respuestas+abc@example.com"
			assert (found[1]["In-Reply-To"], found[0].subject) == ("<uno@example.com>", "Re: Hola")
			text = read_part(found[1], "text/plain")
			assert text.startswith("Sí, quiero.")
			assert "> ¿Quiere?" in text
		assert "Responder como" not in build_app(store).test_client().get("/correos/1").text


@pytest.fixture
def store(tmp_path: Path) -> MailStore:
	return MailStore(tmp_path / "mails.sqlite")


@pytest.fixture
def client(store: MailStore) -> Iterator[smtplib.SMTP]:
	port = find_free_port()
	controller = build_controller(store, port)
	controller.start()
	try:
		with smtplib.SMTP("127.0.0.1", port) as connection:
			yield connection
	finally:
		controller.stop()
