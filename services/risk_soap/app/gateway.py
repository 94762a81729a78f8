"""The gateway of the web process: whole requests, in their turn, and the pages beside the
operations.

granian hands a request over when its headers are there, and a thread that reads the body itself
waits as long as the client likes: sixteen who send it byte by byte would hold all threads. Here
the event loop gathers bodies, and answers `/healthz` itself: it shows that the process lives even
while every thread is at work.

Threads of one Python process that all compute take the interpreter from each other: sixteen of
them answer less than one at a time does. So there are few threads for questions, and a question
waits for one without having any.
"""

import asyncio
import json
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from http import HTTPStatus
from io import BytesIO
from threading import Lock
from typing import Any

from granian.rsgi import HTTPProtocol, Scope  # type: ignore[attr-defined]
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from chasqui.kernel.errors import AppError
from risk_soap.soap.guard import CAME, LATE, MAX_BODY_BYTES, Environ

BODY_SECONDS = 10.0
READY_SECONDS = 0.2
PAGE_THREADS = 2
MOST_HELD = 64 * 1024**2  # bytes; as much again while they are read, and the server's own buffers
HEALTH_PATH = "/healthz"
Headers = list[tuple[str, str]]
Answer = tuple[int, Headers, bytes]
Page = tuple[str, str, bytes]


class Gateway:
	"""RSGI around the WSGI app, which works on `at_once` questions at a time.

	Turns come in the order asked for, so that none waits for others that came later; who has had
	none within `patience` seconds is refused, and so is who comes while the bodies that are here,
	whole or not, have more than `MOST_HELD` bytes. Pages have threads of their own.
	"""

	def __init__(
		self, app: Callable[..., Iterable[bytes]], at_once: int, *, patience: float
	) -> None:
		self._app = app
		self._patience = patience
		self._held = 0
		self._turns = ThreadPoolExecutor(at_once, thread_name_prefix="question")
		self._pages = ThreadPoolExecutor(PAGE_THREADS, thread_name_prefix="page")

	async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
		"""Answer one request; a body that does not come in `BODY_SECONDS` is not waited for."""
		body = bytearray()
		try:
			async with asyncio.timeout(BODY_SECONDS):
				await self._gather(scope, protocol, body)
		except TimeoutError:
			closing = [("Connection", "close"), ("Content-Length", "0")]
			protocol.response_empty(HTTPStatus.REQUEST_TIMEOUT, closing)
		except (RuntimeError, OSError):
			pass  # granian raises them where the client has gone
		else:
			protocol.response_bytes(*await self._answer(_build_environ(scope, body)))
		finally:
			self._held -= len(body)

	async def _gather(self, scope: Scope, protocol: HTTPProtocol, body: bytearray) -> None:
		"""Fill `body`; of one that is longer than may be, with no more than shows it."""
		length = scope.headers.get("content-length", "")
		is_counted = length.isdecimal()
		wanted = int(length[:12]) if is_counted else MAX_BODY_BYTES + 1
		if is_counted and wanted > MAX_BODY_BYTES:
			return
		async for chunk in protocol:
			body += chunk
			self._held += len(chunk)
			# Asking for the end too would cost one more turn of the loop.
			if len(body) >= wanted or self._held > MOST_HELD:
				break

	async def _answer(self, environ: Environ) -> Answer:
		if environ["PATH_INFO"] == HEALTH_PATH:
			return _call(self._app, environ)
		loop = asyncio.get_running_loop()
		if environ["REQUEST_METHOD"] != "POST":
			return await loop.run_in_executor(self._pages, _call, self._app, environ)
		if self._held > MOST_HELD:
			return _call(self._app, environ | {LATE: True})
		turn = self._turns.submit(_call, self._app, environ)
		late = loop.call_later(self._patience, turn.cancel)  # in vain where it has begun
		try:
			return await asyncio.wrap_future(turn)
		except asyncio.CancelledError:  # those before take too long, as when the store hangs
			return _call(self._app, environ | {LATE: True})
		finally:
			late.cancel()


class BoundedPing:
	"""Asks the store in a thread of its own, however long its own patience is.

	One that still waits is not asked twice.
	"""

	def __init__(self, ping: Callable[[], None], *, seconds: float = READY_SECONDS) -> None:
		self._ping = ping
		self._seconds = seconds
		self._lock = Lock()
		self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="readiness")
		self._running: Future[None] | None = None

	def __call__(self) -> bool:
		"""Return whether the store has answered in time."""
		with self._lock:
			if self._running is None or self._running.done():
				self._running = self._executor.submit(self._ping)
			running = self._running
		try:
			running.result(self._seconds)
		except (AppError, TooLate):
			return False
		return True


class Pages:
	"""WSGI around the guard: answers the contract, health and figures, and passes the rest on."""

	def __init__(
		self,
		soap: Callable[..., Iterable[bytes]],
		*,
		wsdls: Mapping[str, bytes],
		is_ready: Callable[[], bool],
	) -> None:
		"""`wsdls` by the query with which each is asked for."""
		self._soap = soap
		self._wsdls = wsdls
		self._is_ready = is_ready

	def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
		page = self._find_page(environ) if environ["REQUEST_METHOD"] == "GET" else None
		if page is None:
			return self._soap(environ, start_response)
		status, content_type, body = page
		length = ("Content-Length", str(len(body)))
		start_response(status, [("Content-Type", content_type), length])
		return [body]

	def _find_page(self, environ: dict[str, Any]) -> Page | None:
		if wsdl := self._wsdls.get(environ.get("QUERY_STRING", "").lower()):
			return "200 OK", "text/xml; charset=utf-8", wsdl
		pages: dict[str, Callable[[], Page]] = {
			HEALTH_PATH: lambda: _render_status("200 OK", "ok", []),
			"/readyz": self._show_ready,
			"/metrics": lambda: ("200 OK", CONTENT_TYPE_LATEST, generate_latest()),
		}
		show = pages.get(environ.get("PATH_INFO", ""))
		return show() if show else None

	def _show_ready(self) -> Page:
		if not self._is_ready():
			return _render_status("503 Service Unavailable", "unavailable", ["store"])
		return _render_status("200 OK", "ok", [])


def _build_environ(scope: Scope, body: bytearray) -> Environ:
	"""Return what the app asks of a WSGI environ (PEP 3333)."""
	environ: Environ = {
		f"HTTP_{name.upper().replace('-', '_')}": value for name, value in scope.headers.items()
	}
	environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE", "")
	environ["CONTENT_LENGTH"] = environ.pop("HTTP_CONTENT_LENGTH", "")
	return environ | {
		"REQUEST_METHOD": scope.method,
		"SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
		"PATH_INFO": scope.path,
		"QUERY_STRING": scope.query_string,
		"REMOTE_ADDR": scope.client.rpartition(":")[0],
		"wsgi.input": BytesIO(body),
		CAME: time.perf_counter(),
	}


def _call(app: Callable[..., Iterable[bytes]], environ: Environ) -> Answer:
	"""Return the status, headers and body of a WSGI app's answer."""
	started: list[tuple[int, Headers]] = []

	def start_response(line: str, headers: Headers, _error: Any = None) -> None:
		started[:] = [(int(line.split()[0]), headers)]

	body = b"".join(app(environ, start_response))
	[(status, headers)] = started
	return status, headers, body


def _render_status(line: str, status: str, failed: list[str]) -> Page:
	return line, "application/json", json.dumps({"status": status, "failed": failed}).encode()
