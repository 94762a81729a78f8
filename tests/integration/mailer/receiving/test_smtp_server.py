"""Mails that come in by SMTP: once each, for us alone, and kept before the server hears so."""

import smtplib
import socket
from unittest.mock import patch

import pytest

from mailer.app.wiring import Wiring
from mailer.receiving.domain.address_tokens import TokenKind
from tests.support.incoming_mails import PERSON, deliver, open_server, write_mail


def list_kept(wiring: Wiring) -> list[tuple[str, str, str]]:
	with wiring.database.open_raw() as connection:
		rows = connection.execute(
			"SELECT state, coalesce(sender, '?'), coalesce(recipient, '?') FROM received_mail"
			" ORDER BY id"
		).fetchall()
	return [(str(a), str(b), str(c)) for a, b, c in rows]


@pytest.mark.covers("K25")
class TestServer:
	def test_it_is_kept_as_it_came(self, wiring: Wiring) -> None:
		token = wiring.address_signer.sign(TokenKind.CONVERSATION, 7)
		content = write_mail("Sí, quiero.")
		with open_server(wiring) as port:
			deliver(port, content, to=token)
		assert list_kept(wiring) == [("new", PERSON, token)]
		with wiring.database.open_raw() as connection:
			[(kept,)] = connection.execute("SELECT content FROM received_mail").fetchall()
		assert bytes(kept).rstrip() == content.rstrip()

	def test_the_same_mail_delivered_twice_is_one(self, wiring: Wiring) -> None:
		content = write_mail("Hola")
		with open_server(wiring) as port:
			deliver(port, content)
			deliver(port, b"Received: from otro\r\n" + content)
		assert len(list_kept(wiring)) == 1

	@pytest.mark.parametrize("address", ["otra@example.com", "jefa@mail.example.com", "x"])
	def test_it_takes_no_mail_for_others(self, wiring: Wiring, address: str) -> None:
		with open_server(wiring) as port, pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
			deliver(port, write_mail(), to=address)
		assert refused.value.recipients[address][0] == 550
		assert list_kept(wiring) == []

	def test_what_cannot_be_kept_is_brought_again_later(self, wiring: Wiring) -> None:
		with open_server(wiring) as port:
			with (
				patch.object(wiring.database, "open_session", side_effect=RuntimeError),
				pytest.raises(smtplib.SMTPDataError) as later,
			):
				deliver(port, write_mail())
			assert later.value.smtp_code == 451
			deliver(port, write_mail())
		assert len(list_kept(wiring)) == 1

	def test_a_mail_of_thirty_megabytes_is_refused_and_the_next_one_comes(
		self, wiring: Wiring
	) -> None:
		with open_server(wiring) as port:
			with pytest.raises(smtplib.SMTPException) as refused:
				deliver(port, write_mail() + b"x" * 70 + (b"\r\n" + b"x" * 70) * 450_000)
			assert "552" in str(refused.value)
			deliver(port, write_mail())
		assert len(list_kept(wiring)) == 1

	def test_ten_thousand_recipients_get_twenty_at_most(self, wiring: Wiring) -> None:
		with open_server(wiring) as port, smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
			client.ehlo()
			client.mail(PERSON)
			codes = [client.rcpt("respuestas@mail.example.com")[0] for _ in range(40)]
		assert codes == [250] * 20 + [452] * 20

	def test_who_hangs_up_in_the_middle_leaves_nothing(self, wiring: Wiring) -> None:
		with open_server(wiring) as port:
			with socket.create_connection(("127.0.0.1", port), timeout=5) as raw:
				for line in (b"EHLO a", b"MAIL FROM:<a@example.com>"):
					raw.sendall(line + b"\r\n")
					raw.recv(1000)
				raw.sendall(
					b"RCPT TO:<respuestas@mail.example.com>\r\nDATA\r\nSubject: x\r\n\r\nho"
				)
			deliver(port, write_mail())
		assert len(list_kept(wiring)) == 1
