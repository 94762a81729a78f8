"""Slices of the rate: fewer questions to the shared counter, and never more look-ups."""

import pytest

from chasqui.kernel.errors import Unavailable
from chasqui.kernel.texts.text import say
from risk_soap.use_cases import access_policy
from risk_soap.use_cases.access_policy import Consumer, Role, SliceLimiter


class Bucket:
	"""A shared counter with so many look-ups left."""

	def __init__(self, left: int) -> None:
		self.left = left
		self.asked = 0

	def take(self, consumer: Consumer, cost: int) -> int:
		self.asked += 1
		if cost > self.left:
			return 7
		self.left -= cost
		return 0


class Clock:
	def __init__(self) -> None:
		self.now = 100.0

	def monotonic(self) -> float:
		return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
	clock = Clock()
	monkeypatch.setattr(access_policy, "time", clock)
	return clock


@pytest.mark.usefixtures("clock")
class TestSliceLimiter:
	def test_a_fast_consumer_asks_the_counter_once_per_slice(self) -> None:
		bucket = Bucket(10_000)
		limiter = SliceLimiter(bucket)
		assert [limiter.take(make_consumer(6000), 1) for _ in range(20)] == [0] * 20
		assert bucket.asked == 2
		assert bucket.left == 10_000 - 20

	def test_a_slow_consumer_is_counted_one_by_one(self) -> None:
		bucket = Bucket(5)
		limiter = SliceLimiter(bucket)
		found = [limiter.take(make_consumer(60), 1) for _ in range(6)]
		assert found == [0, 0, 0, 0, 0, 7]

	def test_the_last_ones_are_handed_out_when_no_slice_is_left(self) -> None:
		limiter = SliceLimiter(Bucket(13))
		found = [limiter.take(make_consumer(6000), 1) for _ in range(14)]
		assert found == [0] * 13 + [7]

	def test_a_batch_greater_than_a_slice_goes_to_the_counter(self) -> None:
		bucket = Bucket(1000)
		assert SliceLimiter(bucket).take(make_consumer(6000), 500) == 0
		assert bucket.left == 500

	def test_an_old_slice_is_not_used(self, clock: Clock) -> None:
		bucket = Bucket(1000)
		limiter = SliceLimiter(bucket)
		limiter.take(make_consumer(6000), 1)
		clock.now += 1.5
		limiter.take(make_consumer(6000), 1)
		assert bucket.asked == 2

	def test_consumers_have_slices_of_their_own(self) -> None:
		bucket = Bucket(1000)
		limiter = SliceLimiter(bucket)
		limiter.take(make_consumer(6000, "a"), 1)
		limiter.take(make_consumer(6000, "b"), 1)
		assert bucket.left == 980

	def test_a_counter_that_is_down_is_not_hidden(self) -> None:
		class Down:
			def take(self, consumer: Consumer, cost: int) -> int:
				raise Unavailable(say("no responde"))

		with pytest.raises(Unavailable):
			SliceLimiter(Down()).take(make_consumer(6000), 1)


def make_consumer(per_minute: int, name: str = "a") -> Consumer:
	return Consumer(
		name, digests=(), roles=frozenset(Role), per_minute=per_minute, burst=per_minute
	)
