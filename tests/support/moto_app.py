"""Amazon for tests: moto, which takes one request at a time.

Amazon decides a conditional write as one act. moto looks first and writes then, so that of two
requests in two of its threads both may pass.
"""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler


class QuietHandler(WSGIRequestHandler):
	"""Keeps connections and writes no log."""

	protocol_version = "HTTP/1.1"

	def log(self, *_: Any) -> None:
		"""Write nothing."""


class MotoApp:
	"""The WSGI application of moto's server, which plays every service of Amazon."""

	def __init__(self) -> None:
		self._moto = DomainDispatcherApplication(create_backend_app)
		self._lock = threading.Lock()

	def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
		with self._lock:
			return list(self._moto(environ, start))
