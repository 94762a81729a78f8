"""Helpers answer, fail with the caller's error, and are ended when they do not answer."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chasqui.kernel.errors import Invalid, Unavailable
from mailer.designs.transports.bounded_pool import BoundedPool, LimitExceeded


@contextmanager
def open_pool(target: str, *, seconds: float = 20.0, size: int = 1) -> Iterator[BoundedPool]:
	pool = BoundedPool(target, seconds=seconds, size=size)
	yield pool
	pool.close()


class TestBoundedPool:
	def test_it_returns_what_the_function_returns_from_one_other_process(self) -> None:
		with open_pool("os:getpid") as pool:
			first = pool.run()
			assert first != os.getpid()
			assert pool.run() == first

	def test_it_raises_what_the_function_raises_and_goes_on(self) -> None:
		with open_pool("os:getpid") as pool:
			with pytest.raises(TypeError):
				pool.run(1, 2, 3, 4, 5, 6)
			with pytest.raises(TypeError):
				pool.run(1, 2, 3, 4, 5, 6)

	def test_it_keeps_the_meaning_of_an_error(self) -> None:
		with open_pool("mailer.designs.domain.html_cleaning:clean_design") as pool:
			with pytest.raises(Invalid) as caught:
				pool.run("<p>{{ nadie }}</p>")
			assert caught.value.code == "merge_field"
			assert caught.value.fields[0].field == "html"

	def test_it_ends_what_takes_too_long_and_starts_anew(self) -> None:
		with open_pool("time:sleep", seconds=1.0) as pool:
			started = time.monotonic()
			with pytest.raises(LimitExceeded):
				pool.run(60)
			assert time.monotonic() - started < 20
			assert pool.run(0) is None

	def test_a_helper_that_dies_is_told_and_replaced(self) -> None:
		with open_pool("os:_exit") as pool:
			for _ in range(2):
				with pytest.raises(LimitExceeded):
					pool.run(1)

	def test_memory_without_end_is_refused(self) -> None:
		with open_pool("builtins:bytearray") as pool:
			with pytest.raises(LimitExceeded):
				pool.run(64 * 1024**3)
			assert len(pool.run(10)) == 10

	def test_who_finds_all_busy_is_told_to_come_again(self) -> None:
		with open_pool("time:sleep", seconds=3.0) as pool:
			pool.run(0)
			longest = threading.Thread(target=_ignore_loss, args=(pool,))
			longest.start()
			time.sleep(0.2)
			pool._seconds = 0.5
			with pytest.raises(Unavailable):
				pool.run(0)
			longest.join()


def _ignore_loss(pool: BoundedPool) -> None:
	with pytest.raises(LimitExceeded):
		pool.run(60)
