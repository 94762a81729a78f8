from bisect import bisect_right
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.segments.domain.income_steps import (
	BAND_LOWS,
	BAND_STEPS,
	NO_INCOME,
	THRESHOLDS,
	cut_range,
)

MONEY = st.decimals(Decimal(0), Decimal(20000), places=2)


class TestCutRange:
	@given(first=MONEY, second=MONEY, income=MONEY)
	def test_each_income_is_in_exactly_one_part_if_and_only_if_it_is_in_the_range(
		self, first: Decimal, second: Decimal, income: Decimal
	) -> None:
		low, high = sorted((first, second))
		cut = cut_range(low, high)
		step = bisect_right(THRESHOLDS, income)
		held = [
			bisect_right(BAND_LOWS, income) in cut.bands and step not in cut.missing,
			step in cut.steps,
			*(a <= income and (b is None or income <= b) for a, b in cut.edges),
		]
		assert sum(held) == (low <= income <= high)

	@pytest.mark.parametrize(("low", "high"), [("800", "2500"), ("0", "482"), ("1450", None)])
	def test_round_bounds_need_no_rows(self, low: str, high: str | None) -> None:
		assert cut_range(Decimal(low), Decimal(high) if high else None).edges == []

	def test_a_band_nearly_whole_is_summed_whole_but_for_a_few_steps(self) -> None:
		cut = cut_range(Decimal(50), None)
		assert cut.bands == [1, 2, 3, 4, 5, 6]
		assert (cut.missing, cut.steps, cut.edges) == ([1, 2], [], [])

	def test_no_bound_holds_unknown_incomes_too(self) -> None:
		assert NO_INCOME in cut_range(None, None).bands
		assert NO_INCOME not in cut_range(Decimal(0), None).bands

	def test_each_band_begins_a_step(self) -> None:
		assert [THRESHOLDS[step - 1] for step in BAND_STEPS] == BAND_LOWS
