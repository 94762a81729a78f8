"""Who wants to know how a look-up is answered reads few files: those whose code runs for it."""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType, SimpleNamespace
from typing import Any

from chasqui.kernel.server import settings as server
from chasqui.stack.places import REPOSITORY
from risk_soap.app.door import Door
from risk_soap.app.web import create_app
from risk_soap.config import RiskConfig
from tests.support.risk_door import ask_one, make_token, wrap

SERVICE = str(REPOSITORY / "services" / "risk_soap")
MOST_FILES = 9


class Protocol:
	"""What granian gives with a request: its body, and where the answer goes."""

	def __init__(self, body: bytes) -> None:
		self._body = body
		self.answer: tuple[Any, ...] = ()

	async def __aiter__(self) -> AsyncIterator[bytes]:
		yield self._body

	def response_bytes(self, *answer: Any) -> None:
		self.answer = answer


@contextmanager
def collect_files(found: set[str]) -> Iterator[None]:
	"""Note the files of the service whose functions are called, in all threads."""

	def note(frame: FrameType, *_: object) -> None:
		found.add(frame.f_code.co_filename)

	threading.setprofile(note)
	sys.setprofile(note)
	try:
		yield
	finally:
		sys.setprofile(None)
		threading.setprofile(None)  # type: ignore[arg-type] - the same as for sys


def ask(door: Door) -> tuple[Any, ...]:
	"""Return status, headers and body of a look-up with a token."""
	body = wrap(ask_one("cedula", "1710034065"), header=make_token()).encode()
	scope: Any = SimpleNamespace(
		method="POST", path="/", query_string="", http_version="1.1", client="127.0.0.1:1",
		headers={"content-type": "text/xml", "content-length": str(len(body)), "host": "localhost"},
	)  # fmt: skip
	protocol: Any = Protocol(body)
	with ThreadPoolExecutor(1) as apart:  # a browser of the same run has a loop in this thread
		apart.submit(asyncio.run, door.__rsgi__(scope, protocol)).result()
	return protocol.answer


class TestReadingPath:
	def test_a_look_up_crosses_few_files(self, loaded: RiskConfig) -> None:
		app = create_app(loaded)
		ask(Door(app, server.threads))  # the first question builds what the others find built
		found: set[str] = set()
		with collect_files(found):
			status, _, body = ask(Door(app, server.threads))
		assert status == 200
		assert b"<status>FOUND</status>" in body
		own = sorted(file.removeprefix(SERVICE) for file in found if file.startswith(SERVICE))
		assert "/use_cases/risk_reader.py" in own
		assert len(own) <= MOST_FILES, own
