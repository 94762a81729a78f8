"""The suite's own mailbox over SMTP."""

import smtplib
from collections.abc import Iterator
from pathlib import Path

import pytest

from chasqui.contracts.sample import NO_BOX_DOMAIN
from chasqui.stack.mailbox.smtp import build_controller
from chasqui.stack.mailbox.store import MailStore
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
