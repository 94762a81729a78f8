"""An HTTP proxy between two services that cuts, truncates or slows the answers' bodies."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from tests.support.serving import begin_serving

SLOW_SECONDS = 0.05
# Little is kept on the way: who is killed in the middle still holds the rest.
SMALL_BUFFER = (socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)


class FaultyProxy:
	"""`mode` says what becomes of bodies that stream.

	- ``pass``: they pass as they are
	- ``abrupt``: the connection closes after `keep` bytes
	- ``as_if_whole``: the body ends after `keep` bytes with a proper last chunk, as if whole
	- ``slow``: each chunk waits, so that there is time to kill somebody
	"""

	def __init__(self, upstream: str) -> None:
		self.upstream = upstream
		self.mode = "pass"
		self.keep = 100_000
		self.streaming = threading.Event()
		self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._build_handler())

	@property
	def port(self) -> int:
		return self._server.server_address[1]

	def set_mode(self, mode: str) -> None:
		"""Change what becomes of bodies; `streaming` waits for the next one."""
		self.mode = mode
		self.streaming.clear()

	def start(self) -> None:
		begin_serving(self._server)

	def stop(self) -> None:
		self._server.shutdown()
		self._server.server_close()

	def _build_handler(self) -> type[BaseHTTPRequestHandler]:
		proxy = self

		class Handler(BaseHTTPRequestHandler):
			protocol_version = "HTTP/1.1"

			def log_message(self, format: str, *args: object) -> None:
				pass

			def do_GET(self) -> None:
				proxy.forward(self)

			def do_POST(self) -> None:
				proxy.forward(self)

		return Handler

	def forward(self, handler: BaseHTTPRequestHandler) -> None:
		"""Answer one request with the upstream's answer, spoiled as `mode` says."""
		body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
		skipped = ("host", "connection", "accept-encoding")
		headers = {k: v for k, v in handler.headers.items() if k.lower() not in skipped}
		request = {"content": body, "headers": headers, "timeout": 60}
		url = self.upstream + handler.path
		transport = httpx.HTTPTransport(socket_options=[SMALL_BUFFER])
		with (
			httpx.Client(transport=transport) as client,
			client.stream(handler.command, url, **request) as answer,
		):
			handler.send_response(answer.status_code)
			handler.send_header("Content-Type", answer.headers.get("content-type", "text/plain"))
			handler.send_header("Transfer-Encoding", "chunked")
			handler.end_headers()
			self._pass_body(handler, answer.iter_raw())

	def _pass_body(self, handler: BaseHTTPRequestHandler, chunks: Iterator[bytes]) -> None:
		sent = 0
		for chunk in chunks:
			self.streaming.set()
			piece = chunk if self.mode in ("pass", "slow") else chunk[: self.keep - sent]
			if piece:
				handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
			sent += len(piece)
			if self.mode == "slow":
				time.sleep(SLOW_SECONDS)
			if self.mode in ("abrupt", "as_if_whole") and sent >= self.keep:
				break
		if self.mode == "abrupt":
			handler.close_connection = True
			return
		handler.wfile.write(b"0\r\n\r\n")


@contextmanager
def run_proxy(upstream: str) -> Iterator[FaultyProxy]:
	"""Yield a running proxy."""
	proxy = FaultyProxy(upstream)
	proxy.start()
	try:
		yield proxy
	finally:
		proxy.stop()
