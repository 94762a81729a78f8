"""Classes of a map: as many places in each, limits that one can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.shell.labels.map_levels import (
	LEVELS,
	find_level,
	find_limits,
	list_levels,
	round_up,
)

SKEWED = [
	3, 12, 40, 77, 95, 104, 110, 118, 121, 133, 147, 150, 166, 180, 201, 233, 250, 256, 410, 640,
	988, 1084, 1338, 2525,
]  # fmt: skip


@pytest.mark.covers("K22")
class TestLevels:
	def test_a_few_large_ones_leave_the_others_apart(self) -> None:
		limits = find_limits(SKEWED)
		assert limits == [95, 140, 210, 640]
		counts = [[find_level(one, limits) for one in SKEWED].count(n + 1) for n in range(LEVELS)]
		assert max(counts) - min(counts) <= 4

	@given(st.lists(st.integers(0, 10**7), max_size=24))
	def test_every_value_has_a_class_and_more_is_never_a_lower_one(self, values: list[int]) -> None:
		limits = find_limits(values)
		assert limits == sorted({*limits})
		levels = [find_level(one, limits) for one in sorted(values)]
		assert levels == sorted(levels)
		assert {*levels} <= {*range(1, LEVELS + 1)}
		assert {*levels} <= {*list_levels(len(limits) + 1)}

	@pytest.mark.parametrize(
		("values", "levels"),
		[([], set()), ([7, 7, 7], {3}), ([1, 9], {1, 5}), ([1, 2, 3], {1, 3, 5})],
	)
	def test_few_values_are_as_far_apart_as_they_can_be(
		self, values: list[float], levels: set[int]
	) -> None:
		limits = find_limits(values)
		assert {find_level(one, limits) for one in values} == levels

	@pytest.mark.parametrize(
		("exact", "read"), [(1084, 1100), (0.0312, 0.032), (99.1, 100), (0, 0), (12, 12), (7.0, 7)]
	)
	def test_limits_have_two_digits(self, exact: float, read: float) -> None:
		assert round_up(exact, 2) == read

	def test_where_two_digits_would_make_them_uneven_they_have_three(self) -> None:
		close = [35 + place / 10 for place in range(24)]
		limits = find_limits(close)
		counts = [[find_level(one, limits) for one in close].count(n + 1) for n in range(LEVELS)]
		assert max(counts) <= 7
		assert limits == [35.4, 35.9, 36.4, 36.9]
