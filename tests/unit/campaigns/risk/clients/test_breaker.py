from concurrent.futures import ThreadPoolExecutor

import pytest

from campaigns.risk.clients.breaker import CircuitBreaker

LIMIT, REST = 3, 10.0


class TestCircuitBreaker:
	def test_it_opens_after_failures_in_a_row(self, breaker: CircuitBreaker) -> None:
		for _ in range(LIMIT):
			assert breaker.try_enter()
			breaker.note_failure()
		assert not breaker.try_enter()

	def test_a_success_between_failures_keeps_it_closed(self, breaker: CircuitBreaker) -> None:
		for _ in range(LIMIT - 1):
			breaker.note_failure()
		breaker.note_success()
		breaker.note_failure()
		assert breaker.try_enter()

	def test_after_its_rest_one_probe_goes_through(
		self, breaker: CircuitBreaker, clock: "Clock"
	) -> None:
		open_it(breaker)
		clock.now += REST
		with ThreadPoolExecutor(8) as pool:
			entered = list(pool.map(lambda _: breaker.try_enter(), range(40)))
		assert sum(entered) == 1

	def test_a_good_probe_closes_it(self, breaker: CircuitBreaker, clock: "Clock") -> None:
		open_it(breaker)
		clock.now += REST
		assert breaker.try_enter()
		breaker.note_success()
		assert breaker.try_enter()
		assert breaker.read_wait() == 0

	def test_a_bad_probe_lets_it_rest_again(self, breaker: CircuitBreaker, clock: "Clock") -> None:
		open_it(breaker)
		clock.now += REST
		assert breaker.try_enter()
		breaker.note_failure()
		assert not breaker.try_enter()
		assert breaker.read_wait() == REST

	def test_a_rate_limit_opens_it_for_as_long_as_told(
		self, breaker: CircuitBreaker, clock: "Clock"
	) -> None:
		breaker.rest(42)
		clock.now += 41
		assert not breaker.try_enter()
		clock.now += 1
		assert breaker.try_enter()


class Clock:
	now = 100.0

	def read(self) -> float:
		return self.now


@pytest.fixture
def clock() -> Clock:
	return Clock()


@pytest.fixture
def breaker(clock: Clock) -> CircuitBreaker:
	return CircuitBreaker(failures=LIMIT, rest_seconds=REST, read_time=clock.read)


def open_it(breaker: CircuitBreaker) -> None:
	for _ in range(LIMIT):
		breaker.note_failure()
