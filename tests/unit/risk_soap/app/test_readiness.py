"""Readiness answers in time, whatever the store does."""

import threading
import time

from chasqui.kernel.errors import Unavailable
from chasqui.kernel.texts.text import say
from risk_soap.app.gateway import BoundedPing


class TestBoundedPing:
	def test_a_store_that_answers_is_ready(self) -> None:
		assert BoundedPing(lambda: None)()

	def test_a_store_that_fails_is_not(self) -> None:
		def fail() -> None:
			raise Unavailable(say("no responde"))

		assert not BoundedPing(fail)()

	def test_a_store_that_hangs_is_not_waited_for_nor_asked_again(self) -> None:
		released = threading.Event()
		asked: list[int] = []

		def hang() -> None:
			asked.append(1)
			released.wait(10)

		is_ready = BoundedPing(hang, seconds=0.05)
		started = time.monotonic()
		assert not is_ready()
		assert not is_ready()
		assert time.monotonic() - started < 1
		assert len(asked) == 1
		released.set()
		time.sleep(0.05)
		assert is_ready()
