"""Customers are shared out evenly, and a tie favours nobody."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.desk.domain import AdvisorLoad, share_out

LOADS = st.lists(
	st.builds(AdvisorLoad, st.integers(1, 10_000), st.integers(0, 5)),
	min_size=1,
	max_size=12,
	unique_by=lambda load: load.advisor_id,
)


@pytest.mark.covers("K26")
class TestShareOut:
	@given(st.integers(0, 5000), LOADS, st.text(max_size=8))
	def test_everybody_gets_the_same_give_or_take_one(
		self, total: int, loads: list[AdvisorLoad], seed: str
	) -> None:
		shares = share_out(total, loads, seed)
		assert sum(shares.values()) == total
		assert set(shares) == {one.advisor_id for one in loads}
		assert max(shares.values()) - min(shares.values()) <= 1

	@given(st.integers(0, 5000), LOADS, st.text(max_size=8), st.randoms())
	def test_it_does_not_matter_in_which_order_they_come(
		self, total: int, loads: list[AdvisorLoad], seed: str, random: object
	) -> None:
		mixed = [*loads]
		random.shuffle(mixed)  # type: ignore[attr-defined]
		assert share_out(total, mixed, seed) == share_out(total, loads, seed)

	@given(st.integers(0, 5000), LOADS, st.text(max_size=8))
	def test_one_more_goes_to_who_has_less_to_call(
		self, total: int, loads: list[AdvisorLoad], seed: str
	) -> None:
		shares = share_out(total, loads, seed)
		pending = {one.advisor_id: one.pending for one in loads}
		more = [pending[one] for one, share in shares.items() if share > total // len(loads)]
		rest = [pending[one] for one, share in shares.items() if share == total // len(loads)]
		assert not more or not rest or max(more) <= min(rest)

	@pytest.mark.parametrize("count", [2, 3, 7])
	def test_a_tie_favours_nobody_over_many_times(self, count: int) -> None:
		loads = [AdvisorLoad(one, 0) for one in range(1, count + 1)]
		times = 3000
		won: Counter[int] = Counter()
		for turn in range(times):
			shares = share_out(count + 1, loads, f"9:{turn}")
			won.update(one for one, share in shares.items() if share == 2)
		expected = times / count
		# Six standard deviations of a fair draw.
		slack = 6 * (times * (1 / count) * (1 - 1 / count)) ** 0.5
		assert all(abs(won[one.advisor_id] - expected) < slack for one in loads), won
