"""`kill -9` of who takes mails in and of who files them: each mail is there, and once.

CHASQUI_CHAOS_KILLS sets how often each is killed (2 by default).
"""

import logging
import os
import random
import signal
import smtplib
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from chasqui.stack.plan import LOCAL_REPLY_ADDRESS
from tests.support.incoming_mails import deliver, write_mail
from tests.support.processes import ServiceProcesses, run_services
from tests.support.servers import TestServers

MAILS = 600
SENDERS = 4
AGAIN = 50
KILLS = int(os.environ.get("CHASQUI_CHAOS_KILLS", "2"))
VICTIMS = ("mailer-inbound", "mailer-worker")
PATIENCE_SECONDS = 180
COUNT = """
	SELECT count(*), count(DISTINCT message_id) FROM conversation_mail WHERE direction = 'in'
"""
WAITING = "SELECT count(*) FROM received_mail WHERE state <> 'filed'"


class SendingServer:
	"""Brings mails as a mail server does: each again until it was taken."""

	def __init__(self, port: int) -> None:
		self._port = port
		self._lock = threading.Lock()
		self.taken = 0
		self.refused = 0

	def bring(self, content: bytes) -> None:
		while True:
			try:
				deliver(self._port, content, LOCAL_REPLY_ADDRESS)
			except (OSError, smtplib.SMTPException):
				with self._lock:
					self.refused += 1
				time.sleep(0.1)
			else:
				break
		with self._lock:
			self.taken += 1


@pytest.mark.chaos
@pytest.mark.covers("K25")
@pytest.mark.timeout(900)
class TestReceivingKills:
	def test_each_mail_is_filed_once_whoever_dies(self, processes: ServiceProcesses) -> None:
		server = SendingServer(processes.ports["inbound"])
		mails = [write_mail(f"Correo {number}", To=LOCAL_REPLY_ADDRESS) for number in range(MAILS)]
		with ThreadPoolExecutor(SENDERS) as threads:
			sending = [threads.submit(server.bring, one) for one in mails]
			# Spread over the sending, so that each kill finds mails on their way.
			marks = sorted(random.sample(range(20, MAILS - 50), KILLS * len(VICTIMS)))
			for number, mark in enumerate(marks):
				wait_for_taken(processes, server, mark)
				kill(processes, VICTIMS[number % len(VICTIMS)])
			finish(processes, sending)
		for one in mails[:AGAIN]:
			server.bring(one)
		summary = f"{MAILS} mails, {len(marks)} kills, {server.refused} attempts that were refused"
		logging.getLogger("chaos").warning(summary)
		assert wait_until_filed(processes) == (MAILS, MAILS)


def wait_for_taken(processes: ServiceProcesses, server: SendingServer, mark: int) -> None:
	deadline = time.monotonic() + PATIENCE_SECONDS
	while server.taken < mark:
		assert time.monotonic() < deadline, server.taken
		supervise(processes)


def finish(processes: ServiceProcesses, sending: list[Future[None]]) -> None:
	while not all(one.done() for one in sending):
		supervise(processes)
	for one in sending:
		one.result()


def kill(processes: ServiceProcesses, name: str) -> None:
	pid = processes.supervisor.children[name].pid
	assert pid is not None
	os.kill(pid, signal.SIGKILL)


def supervise(processes: ServiceProcesses) -> None:
	processes.supervisor.supervise()
	time.sleep(0.01)


def wait_until_filed(processes: ServiceProcesses) -> tuple[int, int]:
	"""Return how many mails conversations hold, and how many different ones, once none waits."""
	deadline = time.monotonic() + PATIENCE_SECONDS
	with psycopg.connect(processes.databases["mailer"], autocommit=True) as connection:
		while (connection.execute(WAITING).fetchone() or (0,))[0]:
			assert time.monotonic() < deadline, "some mails were not filed"
			supervise(processes)
		found = connection.execute(COUNT).fetchone()
	assert found is not None
	return int(found[0]), int(found[1])


@pytest.fixture
def processes(own_servers: TestServers, tmp_path: Path) -> Iterator[ServiceProcesses]:
	services = ("mailer", "campaigns", "customers")
	with run_services(own_servers, tmp_path, *services) as running:
		running.start("campaigns-web", "customers-web", "beat", *VICTIMS)
		yield running
