"""Mails as customers write them, for tests of what comes in."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from itertools import count
from typing import Any

from mailer.app.wiring import Wiring
from mailer.receiving.transports.smtp_server import build_server
from tests.support.imap_server import find_port

NUMBERS = count(1)
PERSON = "rosa.vera@example.com"
REPLY_ADDRESS = "respuestas@mail.example.com"


def write_mail(
	text: str = "Hola.", subject: str = "Fibra", sender: str = f"Rosa Vera <{PERSON}>", **more: Any
) -> bytes:
	"""Return a mail; `more` are headers, with _ for -."""
	mail = EmailMessage(policy=SMTP)
	mail["From"], mail["Subject"] = sender, subject
	mail["To"] = more.pop("To", REPLY_ADDRESS)
	mail["Message-ID"] = more.pop("Message_ID", f"<mail-{next(NUMBERS)}@example.com>")
	mail["Date"] = "Tue, 01 Dec 2026 09:00:00 -0500"
	for name, value in more.items():
		mail[name.replace("_", "-")] = value
	mail.set_content(text)
	return mail.as_bytes()


@contextmanager
def open_server(wiring: Wiring) -> Iterator[int]:
	"""Serve the mailer's SMTP server; yield its port."""
	port = find_port()
	server = build_server(wiring.inbound_handler, "127.0.0.1", port)
	server.start()
	try:
		yield port
	finally:
		server.stop()


def deliver(
	port: int, content: bytes, to: str = REPLY_ADDRESS, sender: str | None = PERSON
) -> None:
	"""Bring a mail to the server, as a mail server does."""
	with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
		client.sendmail(sender or "", [to], content)
