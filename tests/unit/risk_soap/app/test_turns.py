"""Questions have their turn at the door; pages and health wait for none."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

from risk_soap.app import gateway as gateway_module
from risk_soap.app.gateway import Gateway
from risk_soap.soap.guard import LATE, MAX_BODY_BYTES
from tests.support.rsgi import get, post, run_apart

AT_ONCE = 3


class App:
	"""Answers with what it is asked; `hold` waits till it is released, `break` fails."""

	def __init__(self) -> None:
		self.seen: list[str] = []
		self.released = threading.Event()

	def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
		asked = environ["wsgi.input"].read()
		if LATE in environ:
			start_response("500 Internal Server Error", [])
			return [b"late"]
		self.seen.append(f"{asked.decode()} begins")
		if asked == b"hold":
			self.released.wait(10)
		if asked == b"break":
			raise ValueError("roto")
		self.seen.append(f"{asked.decode()} ends")
		start_response("200 OK", [])
		return [asked]


@pytest.fixture
def app() -> App:
	return App()


class TestTurns:
	def test_one_waits_for_the_other(self, app: App) -> None:
		gateway = Gateway(app, 1, patience=5)

		async def ask() -> None:
			await asyncio.gather(*(post(gateway, body) for body in (b"a", b"b", b"c")))

		run_apart(ask())
		assert [line.split()[1] for line in app.seen] == ["begins", "ends"] * 3

	def test_as_many_as_may_be_are_worked_on_at_once(self, app: App) -> None:
		gateway = Gateway(app, AT_ONCE, patience=5)

		async def ask() -> None:
			asked = [asyncio.create_task(post(gateway, b"hold")) for _ in range(AT_ONCE + 1)]
			await wait_for_lines(app, AT_ONCE)
			assert set(app.seen) == {"hold begins"}
			app.released.set()
			await asyncio.gather(*asked)

		run_apart(ask())
		assert app.seen[:AT_ONCE] == ["hold begins"] * AT_ONCE
		assert len(app.seen) == 2 * (AT_ONCE + 1)

	def test_they_come_in_the_order_asked_for(self, app: App) -> None:
		gateway = Gateway(app, 1, patience=5)

		async def ask() -> None:
			asked = [asyncio.create_task(post(gateway, b"hold"))]
			asked += [asyncio.create_task(post(gateway, body.encode())) for body in "abcdefgh"]
			await wait_for_lines(app, 1)
			app.released.set()
			await asyncio.gather(*asked)

		run_apart(ask())
		assert [line[0] for line in app.seen[2::2]] == list("abcdefgh")

	def test_who_waits_too_long_is_refused_and_passed_over(self, app: App) -> None:
		gateway = Gateway(app, 1, patience=0.05)

		async def ask() -> list[bytes]:
			first = asyncio.create_task(post(gateway, b"hold"))
			await wait_for_lines(app, 1)
			second = await post(gateway, b"second")
			app.released.set()
			return [second[2], (await first)[2], (await post(gateway, b"third"))[2]]

		assert run_apart(ask()) == [b"late", b"hold", b"third"]
		assert "second begins" not in app.seen

	def test_a_turn_that_fails_is_given_back(self, app: App) -> None:
		gateway = Gateway(app, 1, patience=5)

		async def ask() -> bytes:
			with pytest.raises(ValueError, match="roto"):
				await post(gateway, b"break")
			return (await post(gateway, b"next"))[2]

		assert run_apart(ask()) == b"next"

	def test_pages_and_health_wait_for_no_question(self, app: App) -> None:
		gateway = Gateway(app, 1, patience=5)

		async def ask() -> list[int]:
			first = asyncio.create_task(post(gateway, b"hold"))
			await wait_for_lines(app, 1)
			told = [(await get(gateway, path))[0] for path in ("/healthz", "/readyz", "/metrics")]
			app.released.set()
			await first
			return told

		assert run_apart(ask()) == [200] * 3
		assert app.seen[-1] == "hold ends"

	@pytest.mark.parametrize(("told", "kept"), [("", 3), ("-1", 3), ("999999", 0)])
	def test_a_body_too_long_is_not_read_to_its_end(self, app: App, told: str, kept: int) -> None:
		chunk = b"x" * (MAX_BODY_BYTES * 2 // 5)
		gateway = Gateway(app, 1, patience=5)
		_, _, body = run_apart(post(gateway, *[chunk] * 9, content_length=told))
		assert len(body) == kept * len(chunk)

	def test_who_comes_while_bodies_fill_the_memory_is_refused(
		self, app: App, monkeypatch: pytest.MonkeyPatch
	) -> None:
		monkeypatch.setattr(gateway_module, "MOST_HELD", 100)
		gateway = Gateway(app, 1, patience=5)

		async def ask() -> list[bytes]:
			slow = asyncio.create_task(post(gateway, b"x" * 80, content_length="90"))
			await asyncio.sleep(0.01)
			told = [(await post(gateway, b"y" * size))[2] for size in (20, 21)]
			slow.cancel()
			with pytest.raises(asyncio.CancelledError):
				await slow
			return [*told, (await post(gateway, b"y" * 100))[2]]

		assert run_apart(ask()) == [b"y" * 20, b"late", b"y" * 100]


async def wait_for_lines(app: App, count: int) -> None:
	async with asyncio.timeout(5):
		while len(app.seen) < count:
			await asyncio.sleep(0.001)
