"""A company's dialler: a real HTTP server that is up, slow, broken or gone."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from campaigns.dialler.domain import MessageSigner
from chasqui.contracts.campaigns.dialler import SIGNATURE_HEADER, TIMESTAMP_HEADER
from chasqui.kernel.clock import read_now
from tests.support.serving import begin_serving

SECRET = "Uf2-nB7x_Qe9sLd4Zr8kVt1wYp6mHc3J"


@dataclass
class FakeDialler:
	"""Answers `status` after `delay` seconds, or (0) hangs up; `on_order` is what else it does."""

	url: str = ""
	status: int = 202
	delay: float = 0.0
	orders: list[dict[str, Any]] = field(default_factory=list)
	are_valid: list[bool] = field(default_factory=list)
	on_order: Any = None

	def take(self, headers: Any, body: bytes) -> None:
		"""Keep what was asked, and whether its signature is right."""
		stamp, signature = headers[TIMESTAMP_HEADER], headers[SIGNATURE_HEADER]
		self.are_valid.append(MessageSigner(SECRET).is_valid(body, stamp, signature, read_now()))
		self.orders.append(json.loads(body))
		if self.on_order is not None:
			self.on_order(self.orders[-1])


@contextmanager
def run_fake_dialler() -> Iterator[FakeDialler]:
	"""Yield the dialler, served by threads."""
	fake = FakeDialler()

	class Door(BaseHTTPRequestHandler):
		def do_POST(self) -> None:
			fake.take(self.headers, self.rfile.read(int(self.headers["Content-Length"])))
			time.sleep(fake.delay)
			if not fake.status:
				return
			self.send_response(fake.status)
			self.send_header("Location", fake.url)
			self.end_headers()

		def log_message(self, *_: object) -> None:
			"""Say nothing."""

	with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
		server.daemon_threads = True
		begin_serving(server)
		fake.url = f"http://127.0.0.1:{server.server_port}/llamadas"
		yield fake
		server.shutdown()


def sign_report(
	report: dict[str, Any], *, secret: str = SECRET, at: datetime | None = None
) -> tuple[bytes, dict[str, str]]:
	"""Return the body and the headers of a report."""
	body = json.dumps(report).encode()
	return body, MessageSigner(secret).sign(body, at or read_now())
