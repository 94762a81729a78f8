"""Token buckets over the real Redis: what is granted is never more than the rate allows."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import redis

from chasqui.kernel.errors import Unavailable
from chasqui.kernel.security.rates import BucketLimiter, Rate
from tests.architecture.source import PRODUCT, list_files, name_file

REFUSAL = "Redis no responde."


@pytest.fixture
def buckets(redis_client: "redis.Redis", redis_prefix: str) -> BucketLimiter:
	return BucketLimiter(redis_client, prefix=redis_prefix, refusal=REFUSAL)


class TestTokenBuckets:
	def test_many_at_once_get_no_more_than_the_burst_and_what_came_back(
		self, buckets: BucketLimiter
	) -> None:
		rate, began = Rate("a", 600, 60.0, burst=50), time.monotonic()
		with ThreadPoolExecutor(8) as pool:
			granted = sum(pool.map(lambda n: buckets.take([rate], n % 7).count, range(200)))
		assert 50 <= granted <= 50 + 10 * (time.monotonic() - began) + 1

	@pytest.mark.parametrize("size", [3, 7, 11, 601, 10_000_000])
	def test_a_rested_bucket_gives_its_whole_burst_one_by_one(
		self, buckets: BucketLimiter, size: int
	) -> None:
		"""The instant is kept in whole microseconds: rounding takes nothing from anybody."""
		rate = Rate("a", size, 3600.0, burst=20)
		assert [buckets.take([rate], 1).count for _ in range(20)] == [1] * 20

	def test_without_a_burst_it_is_what_comes_in_a_second(self, buckets: BucketLimiter) -> None:
		assert buckets.take([Rate("hour", 36_000, 3600.0)], 100).count == 10
		assert buckets.take([Rate("few", 2, 3600.0)], 100).count == 1

	def test_the_scarcest_rate_decides_and_the_others_lose_no_more(
		self, buckets: BucketLimiter
	) -> None:
		many, few = Rate("many", 10, 3600.0, burst=10), Rate("few", 3, 3600.0, burst=3)
		assert buckets.take([many, few], 8).count == 3
		assert buckets.take([many], 8).count == 7

	def test_too_few_are_none_cost_nothing_and_tell_the_wait(self, buckets: BucketLimiter) -> None:
		rate = Rate("a", 60, 60.0, burst=5)
		refused = buckets.take([rate], 7, least=7)
		assert refused.count == 0
		assert refused.wait == pytest.approx(2.0, abs=0.1)
		assert buckets.take([rate], 5, least=5).count == 5
		assert 0 < buckets.take([rate], 1).wait <= 1

	def test_what_is_taken_comes_back_and_a_full_bucket_is_forgotten(
		self, buckets: BucketLimiter, redis_client: "redis.Redis", redis_prefix: str
	) -> None:
		rate = Rate("a", 20, 1.0, burst=2)
		assert buckets.take([rate], 2).count == 2
		time.sleep(0.2)
		assert list(redis_client.scan_iter(f"{redis_prefix}*")) == []
		assert buckets.take([rate], 5).count == 2

	def test_where_redis_is_silent_no_rate_is_kept_and_nobody_passes(self) -> None:
		silent = redis.Redis.from_url("redis://127.0.0.1:1")
		with pytest.raises(Unavailable, match=REFUSAL):
			BucketLimiter(silent, prefix="", refusal=REFUSAL).take([Rate("a", 1, 1.0)], 1)


def test_buckets_are_written_once() -> None:
	"""A second script that reads Redis' clock would be another way to count a rate."""
	timed = [file for file in list_files(*PRODUCT) if "call('TIME')" in file.read_text("utf-8")]
	assert [name_file(file) for file in timed] == ["chasqui/kernel/security/rates.py"]
