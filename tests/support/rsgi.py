"""Asks the door of the risk service as granian does, without a socket."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any, TypeVar

from risk_soap.app.gateway import Answer, Gateway

Result = TypeVar("Result")


class Protocol:
	"""What granian gives with a request: its body, and where the answer goes.

	After `body` comes nothing but its end, once: who asks for more waits for ever.
	"""

	def __init__(self, *body: bytes) -> None:
		self._body = body
		self.answer: Any = None

	async def __aiter__(self) -> AsyncIterator[bytes]:
		for chunk in self._body:
			yield chunk
		yield b""
		await asyncio.Event().wait()

	def response_bytes(self, *answer: Any) -> None:
		self.answer = answer


async def post(gateway: Gateway, *body: bytes, **headers: str) -> Answer:
	"""Send the chunks of a body, with the length that they have unless told otherwise."""
	return await _ask(gateway, "POST", "/", *body, **headers)


async def get(gateway: Gateway, path: str) -> Answer:
	return await _ask(gateway, "GET", path)


async def _ask(gateway: Gateway, method: str, path: str, *body: bytes, **headers: str) -> Answer:
	"""Return status, headers and body of the answer."""
	length = str(sum(len(chunk) for chunk in body))
	told = {"content-length": length, "host": "localhost", "content-type": "text/xml"}
	given = {name.replace("_", "-"): value for name, value in headers.items()}
	scope: Any = SimpleNamespace(
		method=method, path=path, query_string="", http_version="1.1", client="127.0.0.1:1",
		headers=told | given,
	)  # fmt: skip
	protocol: Any = Protocol(*body)
	await gateway.__rsgi__(scope, protocol)
	answer: Answer = protocol.answer
	return answer


def run_apart(work: Coroutine[Any, Any, Result]) -> Result:
	"""Run in a thread of its own: a browser of the same run has a loop in this one."""
	with ThreadPoolExecutor(1) as apart:
		return apart.submit(asyncio.run, work).result()
