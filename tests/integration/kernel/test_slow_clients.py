"""Every real web process, while slow clients hold connections to it."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http import HTTPStatus
from multiprocessing.connection import wait

import httpx
import pytest

from chasqui.kernel.server.request_worker import REQUEST_SECONDS
from chasqui.stack.plan import WEB_SERVICES, WORKERS
from tests.support.processes import ServiceProcesses, run_services
from tests.support.servers import TestServers

CONNECTIONS = 64
PATIENCE_SECONDS = 2.0
HEAD = b"POST /ingreso HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n"
LENGTHS = (b"Content-Length: 100\r\n\r\n", b"Content-Length: 1000000\r\n\r\n")
BEGINNINGS = (b"GE", HEAD, *(HEAD + length for length in LENGTHS))
SERVICES = sorted(WEB_SERVICES)


@pytest.fixture(scope="module")
def processes(
	servers: TestServers, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceProcesses]:
	with run_services(servers, tmp_path_factory.mktemp("slow"), *WORKERS) as running:
		running.start(*(f"{service}-web" for service in SERVICES))
		yield running


@pytest.mark.parametrize("beginning", BEGINNINGS)
class TestSlowClients:
	def test_they_keep_nobody_from_being_served(
		self, processes: ServiceProcesses, beginning: bytes
	) -> None:
		"""All services at once: what takes time here is to hold on."""
		children = [processes.supervisor.children[f"{service}-web"] for service in SERVICES]
		pids = [child.pid for child in children]
		with ExitStack() as stack:
			held = [
				stack.enter_context(open_slowly(processes, service, beginning))
				for service in SERVICES
				for _ in range(CONNECTIONS)
			]
			for _ in range(3):
				check_answers(processes)
				for connection in held:
					with suppress(BrokenPipeError, ConnectionResetError):  # refused: as good
						connection.sendall(b"x")
				for child in children:
					child.check_health()
				time.sleep(1)
		assert [child.pid for child in children] == pids
		assert all(child.is_running() for child in children)


def check_answers(processes: ServiceProcesses) -> None:
	"""Fail unless every service answers soon."""
	for service in SERVICES:
		for path in ("/healthz", "/readyz"):
			url = processes.build_url(service) + path
			assert httpx.get(url, timeout=PATIENCE_SECONDS).status_code == 200, url


def test_who_does_not_send_the_request_in_time_is_closed(processes: ServiceProcesses) -> None:
	with ExitStack() as stack:
		held = [
			stack.enter_context(open_slowly(processes, service, beginning))
			for service in SERVICES
			for beginning in (b"GE", HEAD + LENGTHS[0])
		]
		time.sleep(REQUEST_SECONDS - 2)
		assert not wait(held, 0)
		for connection in held:
			refusal = connection.recv(1000)
			assert not refusal or int(refusal.split()[1]) == HTTPStatus.REQUEST_TIMEOUT
			assert not refusal or connection.recv(100) == b""


def open_slowly(processes: ServiceProcesses, service: str, beginning: bytes) -> socket.socket:
	address = ("127.0.0.1", processes.ports[service])
	connection = socket.create_connection(address, timeout=REQUEST_SECONDS + 5)
	connection.sendall(beginning)
	return connection


@pytest.mark.parametrize("body", [b"Content-Length: 150000000", b"Transfer-Encoding: chunked"])
@pytest.mark.parametrize(("path", "status"), [("/ingreso", 413), ("/importaciones/", 401)])
def test_a_huge_anonymous_body_is_refused_before_a_byte_of_it_is_read(
	processes: ServiceProcesses, path: str, status: int, body: bytes
) -> None:
	address = ("127.0.0.1", processes.ports["portal"])
	with socket.create_connection(address, timeout=5) as connection:
		head = b"POST %b HTTP/1.1\r\nHost: localhost\r\n%b\r\n" % (path.encode(), body)
		connection.sendall(head + b"Content-Type: multipart/form-data; boundary=b\r\n\r\n")
		assert int(connection.recv(12).split()[1]) == status
