"""What has come of a request so far, and how fast the rest of a long one must come."""

import re
import socket
import time

from gunicorn.http.unreader import SocketUnreader

MAX_HEAD_BYTES = 64 * 1024
MAX_HELD_BYTES = 1024 * 1024  # a longer body is read by its view, and no other body is long
READ_BYTES = 64 * 1024
STALL_SECONDS = 10.0
MIN_BYTES_PER_SECOND = 1024  # a file of 2 GiB may take weeks, a body of single bytes may not
END_OF_HEAD = b"\r\n\r\n"
HEALTH_LINE = b"GET /healthz HTTP/1."
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
EXPECTS = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection:[ \t]*close[ \t]*\r\n", re.IGNORECASE)


class Arrival:
	"""The bytes of one request, until all of it is there that is held before it is served."""

	def __init__(self, data: bytes) -> None:
		self.data = bytearray(data)
		self.is_streamed = False
		self._awaits_continue = False
		self._wanted = 0
		self._searched = 0

	@property
	def is_too_long(self) -> bool:
		"""Whether the headers have no end within `MAX_HEAD_BYTES`."""
		return not self._wanted and len(self.data) > MAX_HEAD_BYTES

	@property
	def is_health(self) -> bool:
		return self.data.startswith(HEALTH_LINE)

	@property
	def is_last(self) -> bool:
		"""Whether the client said that it asks nothing more on this connection."""
		head = self.data[: self._wanted]
		return b" HTTP/1.1\r\n" not in head or CLOSES.search(head) is not None

	def is_whole(self) -> bool:
		"""Return whether a thread can serve the request without waiting for its client.

		A body of unknown length, or longer than `MAX_HELD_BYTES`, is left to its view.
		"""
		if not self._wanted:
			self._find_end()
		return bool(self._wanted) and len(self.data) >= self._wanted

	def take_expectation(self) -> bool:
		"""Return whether the client waits for leave to send its body; it does so only once."""
		found = EXPECTS.search(self.data[: self._wanted]) if self._awaits_continue else None
		self._awaits_continue = False
		if found is None:
			return False
		del self.data[found.start() : found.end() - 2]  # gunicorn would send it again
		self._wanted -= found.end() - 2 - found.start()
		return True

	def read_rest(self) -> bytes:
		"""Return what came behind the request."""
		return bytes(self.data[self._wanted :])

	def _find_end(self) -> None:
		end = self.data.find(END_OF_HEAD, self._searched)
		self._searched = max(len(self.data) - len(END_OF_HEAD) + 1, 0)
		if end < 0:
			return
		head = bytes(self.data[: end + len(END_OF_HEAD)])
		match = LENGTH.search(head)
		length = int(match.group(1)) if match else 0
		self.is_streamed = length > MAX_HELD_BYTES or CHUNKED.search(head) is not None
		self._wanted = len(head) + (0 if self.is_streamed else length)
		self._awaits_continue = EXPECTS.search(head) is not None and not self.is_streamed


class PacedUnreader(SocketUnreader):  # type: ignore[misc]
	"""Reads what a view asks for: nothing of a held request, at a least pace of a streamed one."""

	def __init__(self, sock: socket.socket) -> None:
		super().__init__(sock)
		self._is_streamed = False
		self._waited = 0.0
		self._received = 0

	def take(self, arrival: Arrival) -> None:
		"""Begin a request."""
		self.unread(bytes(arrival.data))
		self._is_streamed = arrival.is_streamed
		self._waited, self._received = 0.0, 0

	def chunk(self, size_hint: int | None = None) -> bytes:
		"""Return what comes next; of a request that was held, nothing does.

		:raises TimeoutError: nothing in `STALL_SECONDS`, or fewer than `MIN_BYTES_PER_SECOND`
			over the time that was spent waiting
		"""
		if not self._is_streamed:
			return b""
		given = self.sock.gettimeout()
		began = time.monotonic()
		self.sock.settimeout(STALL_SECONDS if given is None else min(given, STALL_SECONDS))
		try:
			data: bytes = super().chunk(size_hint)
		finally:
			self.sock.settimeout(given)
		self._waited += time.monotonic() - began
		self._received += len(data)
		paid = self._received / MIN_BYTES_PER_SECOND
		if data and self._waited > STALL_SECONDS + paid:
			raise TimeoutError("the body comes too slowly")
		return data
