"""Two shares compared: against figures worked out elsewhere, and for any counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.statistics.domain.uplift import Share, compare, find_visible

COUNTS = st.integers(1, 100_000).flatmap(
	lambda whole: st.tuples(st.integers(0, whole), st.just(whole))
)


@pytest.mark.covers("K19")
class TestCompareShares:
	@pytest.mark.parametrize(
		("one", "other", "low", "high"),
		[
			# Newcombe 1998, table II, cases a, b, e, g; then a campaign of ten thousand.
			((56, 70), (48, 80), 0.0524, 0.3339),
			((9, 10), (3, 10), 0.1705, 0.8090),
			((5, 56), (0, 29), -0.0381, 0.1926),
			((0, 10), (0, 20), -0.1611, 0.2775),
			((540, 9_000), (42, 1_000), 0.0030, 0.0299),
		],
	)
	def test_published_intervals(
		self, one: tuple[int, int], other: tuple[int, int], low: float, high: float
	) -> None:
		found = compare(Share(*one), Share(*other))
		assert (round(found.low, 4), round(found.high, 4)) == (low, high)

	@given(COUNTS, COUNTS)
	def test_the_difference_lies_within_and_nothing_is_impossible(
		self, one: tuple[int, int], other: tuple[int, int]
	) -> None:
		first, second = Share(*one), Share(*other)
		low, high = compare(first, second)
		assert -1 - 1e-9 <= low <= first.value - second.value + 1e-9
		assert first.value - second.value - 1e-9 <= high <= 1 + 1e-9

	@given(COUNTS, COUNTS)
	def test_the_other_way_round_is_its_mirror(
		self, one: tuple[int, int], other: tuple[int, int]
	) -> None:
		there, back = compare(Share(*one), Share(*other)), compare(Share(*other), Share(*one))
		assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


class TestFindVisible:
	@pytest.mark.parametrize(
		("held", "usual", "gain"),
		[(1_793, 0.02, 0.01), (7_004, 0.02, 0.005), (1_074, 0.05, 0.02), (4_221, 0.05, 0.01)],
	)
	def test_a_tenth_held_out_shows_what_it_should(
		self, held: int, usual: float, gain: float
	) -> None:
		assert find_visible(9 * held, held, usual) == pytest.approx(gain, rel=0.01)

	@pytest.mark.parametrize(("contacted", "held"), [(0, 10), (10, 0), (1, 1)])
	def test_groups_that_show_nothing_say_nothing(self, contacted: int, held: int) -> None:
		assert find_visible(contacted, held, 0.5) is None
