"""How the threaded worker takes requests: slow, long, odd, and while every thread is at work."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest

from chasqui.kernel.server.arrivals import MAX_HEAD_BYTES, MAX_HELD_BYTES, STALL_SECONDS
from chasqui.stack.places import find_free_port
from chasqui.stack.plan import build_http_check
from chasqui.stack.processes import ChildSpec, Supervisor

THREADS = 2
COMMAND = (
	"gunicorn",
	"-c",
	"python:chasqui.kernel.server.settings",
	"tests.support.plain_app:serve",
)
PATIENCE_SECONDS = 5.0


class Door:
	"""A running service, and connections to it."""

	def __init__(self, port: int) -> None:
		self._port = port
		self.is_well = build_http_check(f"http://127.0.0.1:{port}/healthz")

	def send(self, data: bytes) -> socket.socket:
		connection = socket.create_connection(("127.0.0.1", self._port), PATIENCE_SECONDS)
		connection.sendall(data)
		return connection


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
	port = find_free_port()
	running = Door(port)
	supervisor = Supervisor(tmp_path_factory.mktemp("door"))
	settings = {"CHASQUI_BIND": f"127.0.0.1:{port}", "CHASQUI_THREADS": str(THREADS)}
	try:
		supervisor.start(
			ChildSpec(
				name="plain",
				command=COMMAND,
				is_module=True,
				environment=settings,
				is_ready=running.is_well,
			)
		)
		supervisor.wait_ready(["plain"], 45)
		yield running
	finally:
		supervisor.stop_all()


def write_head(path: bytes, *headers: bytes) -> bytes:
	return b"\r\n".join((b"POST %b HTTP/1.1" % path, b"Host: localhost", *headers, b"", b""))


def read_status(connection: socket.socket) -> int:
	return int(connection.recv(1000).split()[1])


def read_answer(connection: socket.socket) -> bytes:
	"""Return the body of an answer that says its length."""
	with connection.makefile("rb") as stream:
		head = b"".join(iter(stream.readline, b"\r\n"))
		assert head.startswith(b"HTTP/1.1 200 OK\r\n")
		return stream.read(int(head.lower().partition(b"content-length: ")[2].split()[0]))


class TestHeads:
	def test_headers_without_end_are_refused(self, door: Door) -> None:
		with door.send(b"GET / HTTP/1.1\r\nX: " + b"x" * (MAX_HEAD_BYTES + 1)) as connection:
			assert read_status(connection) == 431

	def test_who_asks_whether_to_send_is_told_to(self, door: Door) -> None:
		head = write_head(b"/", b"Content-Length: 3", b"Expect: 100-continue")
		with door.send(head) as connection:
			assert read_status(connection) == 100
			connection.sendall(b"abc")
			assert read_answer(connection) == b"3"

	def test_two_requests_of_one_packet_are_both_answered(self, door: Door) -> None:
		one = write_head(b"/", b"Content-Length: 2") + b"ab"
		with door.send(one + one) as connection:
			told = b""
			while told.count(b"200 OK") < 2:
				received = connection.recv(1000)
				assert received
				told += received


class TestBodies:
	def test_a_long_body_arrives_whole(self, door: Door) -> None:
		length = 3 * MAX_HELD_BYTES
		with door.send(write_head(b"/", b"Content-Length: %d" % length)) as connection:
			connection.sendall(b"x" * length)
			assert read_answer(connection) == b"%d" % length

	def test_a_body_of_unknown_length_arrives_whole(self, door: Door) -> None:
		with door.send(write_head(b"/", b"Transfer-Encoding: chunked")) as connection:
			connection.sendall(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
			assert read_answer(connection) == b"5"

	def test_a_streamed_body_that_stalls_gives_its_thread_back(self, door: Door) -> None:
		head = write_head(b"/", b"Transfer-Encoding: chunked")
		with ExitStack() as stack:
			for _ in range(THREADS):
				stack.enter_context(door.send(head + b"3\r\nabc\r\n"))
			began = time.monotonic()
			waiting = stack.enter_context(door.send(write_head(b"/", b"Content-Length: 0")))
			waiting.settimeout(STALL_SECONDS + PATIENCE_SECONDS)
			assert read_status(waiting) == 200
			assert time.monotonic() - began > STALL_SECONDS / 2

	def test_the_answer_to_an_unread_body_can_be_read(self, door: Door) -> None:
		length = 3 * MAX_HELD_BYTES
		with door.send(write_head(b"/unread", b"Content-Length: %d" % length)) as connection:
			assert read_status(connection) == 200
			with suppress(ConnectionResetError, BrokenPipeError):
				while True:
					connection.sendall(b"x" * 64 * 1024)


def test_the_health_check_shares_no_thread_with_requests(door: Door) -> None:
	head = write_head(b"/sleep", b"Content-Length: 0")
	with ExitStack() as stack:
		for _ in range(2 * THREADS):
			stack.enter_context(door.send(head))
		for _ in range(5):
			assert door.is_well()
