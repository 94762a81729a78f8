"""The door of the web process: a request is whole before a thread has to do with it.

granian hands a request over when its headers are there, and a thread that reads the body itself
waits as long as the client likes: sixteen who send it byte by byte would hold all threads. Here
the event loop gathers bodies, and answers `/healthz` itself: it tells that the process lives even
while every thread is at work.
"""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from io import BytesIO
from typing import Any

from granian.rsgi import HTTPProtocol, Scope  # type: ignore[attr-defined]

from risk_soap.soap.exchanges import MAX_BODY_BYTES, Environ
from risk_soap.soap.pages import HEALTH_PATH

BODY_SECONDS = 10.0
Headers = list[tuple[str, str]]
Answer = tuple[int, Headers, bytes]


class Door:
	"""RSGI around the WSGI app, which runs in one of `threads` threads."""

	def __init__(self, app: Callable[..., Iterable[bytes]], threads: int) -> None:
		self._app = app
		self._threads = ThreadPoolExecutor(threads, thread_name_prefix="request")

	async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
		"""Answer one request; a body that does not come in `BODY_SECONDS` is not waited for."""
		try:
			async with asyncio.timeout(BODY_SECONDS):
				body = await _gather(scope, protocol)
		except TimeoutError:
			closing = [("Connection", "close"), ("Content-Length", "0")]
			protocol.response_empty(HTTPStatus.REQUEST_TIMEOUT, closing)
			return
		except (RuntimeError, OSError):  # what granian raises where the client has gone
			return
		protocol.response_bytes(*await self._answer(scope, body))

	async def _answer(self, scope: Scope, body: bytes) -> Answer:
		environ = _build_environ(scope, body)
		if scope.path == HEALTH_PATH:
			return _call(self._app, environ)
		loop = asyncio.get_running_loop()
		return await loop.run_in_executor(self._threads, _call, self._app, environ)


async def _gather(scope: Scope, protocol: HTTPProtocol) -> bytes:
	"""Return the body; of one that is longer than may be, no more than shows it."""
	told = scope.headers.get("content-length", "")
	if told.isdecimal() and int(told[:12]) > MAX_BODY_BYTES:
		return b""
	body = bytearray()
	async for chunk in protocol:
		body += chunk
		if len(body) > MAX_BODY_BYTES:
			break
	return bytes(body)


def _build_environ(scope: Scope, body: bytes) -> Environ:
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
	}


def _call(app: Callable[..., Iterable[bytes]], environ: Environ) -> Answer:
	"""Return the status, headers and body of a WSGI app's answer."""
	started: list[tuple[int, Headers]] = []

	def start_response(line: str, headers: Headers, _error: Any = None) -> None:
		started[:] = [(int(line.split()[0]), headers)]

	body = b"".join(app(environ, start_response))
	[(status, headers)] = started
	return status, headers, body
