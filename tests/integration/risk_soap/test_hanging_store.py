"""The store takes every question and answers none."""

import asyncio
import socket
import time
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from risk_soap.app.gateway import Answer, Gateway
from risk_soap.app.web import create_app
from risk_soap.config import RiskConfig
from tests.support.risk_door import PING, wrap, write_basic
from tests.support.rsgi import get, post, run_apart

PATIENCE = 1.0
QUESTIONS = 20


@pytest.fixture
def hanging(config: RiskConfig) -> Iterator[RiskConfig]:
	with socket.create_server(("127.0.0.1", 0), backlog=20) as server:
		url = SecretStr(f"redis://127.0.0.1:{server.getsockname()[1]}/0")
		changed = {"redis_url": url, "risk_store_timeout_seconds": PATIENCE}
		yield config.model_copy(update=changed)


class TestHangingStore:
	def test_questions_end_in_time_and_pages_go_on(self, hanging: RiskConfig) -> None:
		gateway = Gateway(create_app(hanging), hanging.risk_at_once, patience=PATIENCE)

		async def ask() -> tuple[list[Answer], list[int], float]:
			started = time.monotonic()
			questions = asyncio.gather(*(self._ping(gateway) for _ in range(QUESTIONS)))
			pages = [(await get(gateway, one))[0] for one in ("/healthz", "/metrics", "/readyz")]
			assert not questions.done()
			return await questions, pages, time.monotonic() - started

		answers, pages, seconds = run_apart(ask())
		assert pages == [200, 200, 503]
		assert [status for status, _, _ in answers] == [500] * QUESTIONS
		assert all(b">Unavailable<" in body for _, _, body in answers)
		assert seconds < PATIENCE * QUESTIONS / 2  # not one after the other

	async def _ping(self, gateway: Gateway) -> Answer:
		return await post(gateway, wrap(PING).encode(), authorization=write_basic())
