"""Rates of small groups: nearer to the truth than the plain ones, and than the mean of all."""

import random
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.statistics.domain.shrinkage import find_prior

GROUPS = st.lists(
	st.integers(0, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))),
	max_size=40,
)


@pytest.mark.covers("K19")
class TestShrinkage:
	@pytest.mark.parametrize("seed", range(5))
	def test_it_errs_least(self, seed: int) -> None:
		draw = random.Random(seed)
		truth = [draw.betavariate(6, 14) for _ in range(1152)]
		sizes = [max(1, int(draw.expovariate(1 / 28))) for _ in truth]
		parts = [
			sum(draw.random() < rate for _ in range(size))
			for rate, size in zip(truth, sizes, strict=True)
		]
		groups = list(zip(parts, sizes, strict=True))
		prior = find_prior(groups)
		assert prior.mean == pytest.approx(0.3, abs=0.02)
		assert prior.cases == pytest.approx(20, rel=0.35)

		def err(rates: list[float]) -> float:
			return sum((one - true) ** 2 for one, true in zip(rates, truth, strict=True))

		shrunk = err([prior.shrink(*one) for one in groups])
		assert shrunk < err([part / whole for part, whole in groups]) / 2
		assert shrunk < err([prior.mean] * len(truth)) * 0.8

	@given(GROUPS)
	def test_every_rate_lies_between_its_own_and_the_mean(
		self, groups: list[tuple[int, int]]
	) -> None:
		prior = find_prior(groups)
		assert 0 <= prior.mean <= 1
		for part, whole in groups:
			own = part / whole if whole else prior.mean
			low, high = sorted((own, prior.mean))
			assert low - 1e-9 <= prior.shrink(part, whole) <= high + 1e-9

	@pytest.mark.parametrize(
		("groups", "mean"), [([], 0.0), ([(0, 0)], 0.0), ([(3, 10)], 0.3), ([(3, 10)] * 9, 0.3)]
	)
	def test_what_does_not_differ_is_the_mean(
		self, groups: list[tuple[int, int]], mean: float
	) -> None:
		prior = find_prior(groups)
		assert prior == (pytest.approx(mean), inf)
		assert prior.shrink(9, 9) == pytest.approx(mean)
