"""Mails that are fetched from a real IMAP server: each once, and nothing of it is changed."""

from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest

from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from mailer.receiving.clients.imap import OpenMailboxClient
from mailer.receiving.engines import mailbox_worker
from mailer.receiving.engines.mailbox_worker import MailboxWorker
from tests.support.imap_server import ImapServer
from tests.support.incoming_mails import REPLY_ADDRESS, write_mail


@pytest.fixture
def server() -> Iterator[ImapServer]:
	with ImapServer() as running:
		yield running


@pytest.fixture
def reading(
	make_config: Callable[..., MailerConfig], server: ImapServer
) -> Iterator[tuple[Wiring, MailboxWorker]]:
	wiring = Wiring(make_config(reply_address=REPLY_ADDRESS, imap_url=server.url))
	assert wiring.mailbox_worker is not None
	yield wiring, wiring.mailbox_worker
	wiring.database.close()


Reading = tuple[Wiring, MailboxWorker]


def list_uids(wiring: Wiring) -> list[tuple[int, int]]:
	with wiring.database.open_raw() as connection:
		rows = connection.execute("SELECT uid, uidvalidity FROM received_mail ORDER BY id")
		return [(int(uid), int(validity)) for uid, validity in rows]


@pytest.mark.covers("K25")
class TestMailbox:
	def test_what_is_new_comes_once_and_stays_unseen(
		self, reading: Reading, server: ImapServer
	) -> None:
		wiring, worker = reading
		for number in range(45):
			server.add(write_mail(f"Correo {number}"))
		assert worker.fetch() == 45
		assert worker.fetch() == 0
		server.add(write_mail("Uno más"))
		assert worker.fetch() == 1
		assert [uid for uid, _ in list_uids(wiring)] == [*range(1, 47)]
		assert not any("S" in flags for flags in server.list_flags())  # nobody has seen them

	def test_killed_between_batches_it_goes_on(self, reading: Reading, server: ImapServer) -> None:
		wiring, worker = reading
		for number in range(45):
			server.add(write_mail(f"Correo {number}"))
		real, done = OpenMailboxClient.mark_taken, []

		def die(client: OpenMailboxClient, uids: list[int]) -> None:
			done.append(uids)
			if len(done) == 2:
				raise KeyboardInterrupt
			real(client, uids)

		with (
			patch.object(OpenMailboxClient, "mark_taken", die),
			pytest.raises(KeyboardInterrupt),
		):
			worker.fetch()
		assert len(list_uids(wiring)) == 2 * mailbox_worker.AT_ONCE
		assert worker.fetch() == 5
		assert len(list_uids(wiring)) == 45

	def test_a_folder_that_is_made_anew_brings_nothing_twice(
		self, reading: Reading, server: ImapServer
	) -> None:
		wiring, worker = reading
		server.add(write_mail("Uno"))
		worker.fetch()
		[(_, validity)] = list_uids(wiring)
		server.make_anew()
		server.add(write_mail("Dos"))
		assert worker.fetch() == 1
		[_, (_, other)] = list_uids(wiring)
		assert other != validity

	def test_a_mail_that_is_too_big_comes_with_its_head_alone(
		self, reading: Reading, server: ImapServer
	) -> None:
		wiring, worker = reading
		with patch.object(mailbox_worker, "MOST_BYTES", 1000):
			server.add(write_mail("x" * 5000, subject="Enorme"))
			assert worker.fetch() == 1
		with wiring.database.open_raw() as connection:
			[(content,)] = connection.execute("SELECT content FROM received_mail").fetchall()
		assert b"Enorme" in bytes(content)
		assert b"xxxxx" not in bytes(content)

	def test_a_server_that_is_away_or_refuses_is_asked_later(
		self, make_config: Callable[..., MailerConfig], server: ImapServer
	) -> None:
		for url in (server.url.replace("secreto", "otra"), "imap://a:b@127.0.0.1:9/INBOX"):
			wiring = Wiring(make_config(imap_url=url))
			assert wiring.mailbox_worker is not None
			assert wiring.mailbox_worker.fetch() == 0
			wiring.database.close()
