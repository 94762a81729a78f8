"""The web process itself: who is slow holds nobody up, and it ends as it should."""

import os
import signal
import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.support.processes import ServiceProcesses, run_services
from tests.support.risk_door import PING, wrap, write_basic
from tests.support.servers import TestServers
from tests.support.suite import wait_until

SLOW_CLIENTS = 6
PATIENCE = 20.0  # the slow ones never end: who waits for them waits longer than any machine is busy
NAME = "risk_soap-web"


class TestServer:
	def test_bodies_that_do_not_come_hold_nobody_up(self, running: ServiceProcesses) -> None:
		self._ping(running)  # the first question loads what the others find loaded
		slow = [self._begin(running, length=400) for _ in range(SLOW_CLIENTS)]
		started = time.monotonic()
		assert self._ping(running).status_code == 200
		assert time.monotonic() - started < PATIENCE / 2
		for connection in slow:
			connection.close()

	def test_a_body_too_large_is_refused_before_it_is_sent(self, running: ServiceProcesses) -> None:
		with self._begin(running, length=500 * 1024**2) as connection:
			assert b" 413 " in connection.recv(200)

	def test_none_outlives_the_first_process(self, running: ServiceProcesses) -> None:
		child = running.supervisor.children[NAME]
		assert child.pid is not None
		os.kill(child.pid, signal.SIGKILL)
		wait_until(lambda: not self._is_open(running), 5)
		wait_until(child.restart_if_dead, 10)
		running.supervisor.wait_ready([NAME], 20)
		assert self._ping(running).status_code == 200

	def _begin(self, running: ServiceProcesses, *, length: int) -> socket.socket:
		"""Send the head of a question and the beginning of its body."""
		connection = socket.create_connection(("127.0.0.1", running.ports["risk_soap"]), 5)
		head = (
			"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n"
			f"Authorization: {self._write_basic(running)}\r\nContent-Length: {length}\r\n\r\n<s"
		)
		connection.sendall(head.encode())
		return connection

	def _ping(self, running: ServiceProcesses) -> httpx.Response:
		headers = {"Content-Type": "text/xml", "Authorization": self._write_basic(running)}
		url = running.build_url("risk_soap")
		return httpx.post(url, content=wrap(PING), headers=headers, timeout=PATIENCE)

	def _write_basic(self, running: ServiceProcesses) -> str:
		return write_basic("campaigns", running.secrets["risk_password"])

	def _is_open(self, running: ServiceProcesses) -> bool:
		with socket.socket() as probe:
			return probe.connect_ex(("127.0.0.1", running.ports["risk_soap"])) == 0


@pytest.fixture(scope="module")
def running(
	servers: TestServers, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceProcesses]:
	with run_services(servers, tmp_path_factory.mktemp("risk")) as processes:
		processes.start(NAME)
		yield processes
