"""gunicorn's threaded worker, in which a slow client holds no thread.

gunicorn gives a connection to a thread as soon as it is there; sixteen clients that send two
bytes then hold all sixteen. Here the loop gathers headers and short bodies without waiting, closes
who takes longer than `REQUEST_SECONDS`, and answers `/healthz` itself: it shows that the process
lives even while every thread is at work.
"""

import contextlib
import selectors
import socket
import time
from collections import deque
from concurrent.futures import Future
from functools import partial
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from chasqui.kernel.server.arrivals import READ_BYTES, Arrival, PacedUnreader
from chasqui.kernel.server.partings import MAX_LINGER_BYTES, Parting

REQUEST_SECONDS = 10.0
DRAIN_SECONDS = 0.05
ALIVE = b'{"status":"ok"}\n'
HEALTH = (
	b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Content-Type-Options: nosniff\r\n"
	b"Content-Length: %d\r\n\r\n%b" % (len(ALIVE), ALIVE)
)
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
TOO_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\n\r\n"


class RequestWorker(ThreadWorker):  # type: ignore[misc]
	"""Gives threads requests, not connections."""

	def __init__(self, *args: Any, **kwargs: Any) -> None:
		super().__init__(*args, **kwargs)
		self._partings: deque[Parting] = deque()

	def enqueue_req(self, conn: TConn) -> None:
		"""Gather a connection's next request; gunicorn calls this for each that may have one."""
		if not conn.initialized:
			conn.init()
			conn.data_ready = True
			conn.parser.unreader = PacedUnreader(conn.sock)
			conn.close = partial(self._close, conn)
		conn.sock.setblocking(False)
		conn.arrival = Arrival(conn.parser.unreader.take_buffered())
		conn.timeout = time.monotonic() + REQUEST_SECONDS
		self.pending_conns.append(conn)
		ready = partial(self.on_pending_socket_readable, conn)
		self.poller.register(conn.sock, selectors.EVENT_READ, ready)
		self._advance(conn, received=b"")

	def on_pending_socket_readable(self, conn: TConn, client: socket.socket) -> None:
		"""Take what came of a request."""
		try:
			data = client.recv(READ_BYTES)
		except BlockingIOError:
			return
		except OSError:
			data = b""
		self._advance(conn, received=data, is_over=not data)

	def murder_pending(self) -> None:
		"""Close whoever has not sent its request in time, or has had time to read its answer."""
		super().murder_pending()
		now = time.monotonic()
		while self._partings and self._partings[0].deadline < now:
			self._end_parting(self._partings[0])

	def _keepalive_after(self, conn: TConn, keepalive: bool) -> bool:
		deadline = time.monotonic() + DRAIN_SECONDS  # a refused body is not waited for
		return keepalive and bool(conn.parser.finish_body(deadline=deadline))

	def _advance(self, conn: TConn, received: bytes, *, is_over: bool = False) -> None:
		arrival: Arrival = conn.arrival
		arrival.data += received
		if arrival.is_whole():
			self._leave_pending(conn)
			self._serve(conn, arrival)
		elif is_over or arrival.is_too_long:
			self._leave_pending(conn)
			self.nr_conns -= 1
			if arrival.is_too_long:
				_send(conn.sock, TOO_LONG)
			conn.close(graceful=True)
		elif arrival.take_expectation():
			_send(conn.sock, CONTINUE)

	def _leave_pending(self, conn: TConn) -> None:
		self.poller.unregister(conn.sock)
		self.pending_conns.remove(conn)

	def _serve(self, conn: TConn, arrival: Arrival) -> None:
		if not arrival.is_health:
			conn.parser.unreader.take(arrival)
			super().enqueue_req(conn)
			return
		_send(conn.sock, HEALTH)
		conn.parser.unreader.unread(arrival.read_rest())
		answered: Future[bool] = Future()
		answered.set_result(self.alive and not arrival.is_last)
		self.method_queue.defer(self.finish_request, conn, answered)

	def _close(self, conn: TConn, graceful: bool = False) -> None:
		"""Close a connection; the loop never waits for the client to read its last answer."""
		try:
			if graceful and self.alive:
				conn.sock.setblocking(False)
				conn.sock.shutdown(socket.SHUT_WR)
				parting = Parting(conn.sock)
				ready = partial(self._drop_rest, parting)
				self.poller.register(conn.sock, selectors.EVENT_READ, ready)
				self._partings.append(parting)
				return
		except (OSError, ValueError, KeyError):
			pass  # the client has gone
		conn.sock.close()

	def _drop_rest(self, parting: Parting, client: socket.socket) -> None:
		try:
			data = client.recv(MAX_LINGER_BYTES)
		except BlockingIOError:
			return
		except OSError:
			data = b""
		parting.dropped += len(data)
		if not data or parting.dropped > MAX_LINGER_BYTES:
			self._end_parting(parting)

	def _end_parting(self, parting: Parting) -> None:
		self._partings.remove(parting)
		self.poller.unregister(parting.sock)
		parting.sock.close()


def _send(sock: socket.socket, answer: bytes) -> None:
	with contextlib.suppress(OSError):  # whoever reads nothing gets nothing
		sock.send(answer)
