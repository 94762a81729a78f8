"""What lines come to: exact to the cent, whatever they are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.sales.domain.amounts import (
	NO_AMOUNTS,
	NOTHING,
	PricedLine,
	add_up,
	round_cents,
	take_share,
)

pytestmark = pytest.mark.covers("C14")
PERCENTS = st.sampled_from([Decimal(0), Decimal(5), Decimal(12), Decimal(15)])
CENTS = st.decimals(min_value=0, max_value=5000, places=2)


@st.composite
def draw_line(draw: st.DrawFn) -> PricedLine:
	quantity = draw(st.decimals(min_value="0.01", max_value=50, places=2))
	price = draw(CENTS)
	gross = round_cents(quantity * price)
	discount = round_cents(gross * draw(st.integers(0, 100)) / 100)
	return PricedLine(quantity, price, discount, draw(PERCENTS))


class TestTax:
	def test_it_is_of_the_whole_not_of_each_line(self) -> None:
		"""3 × 0.30 at 15 % is 0.135, 0.14 in cents; three times 0.045 would be 0.15."""
		line = PricedLine(Decimal(1), Decimal("0.30"), NOTHING, Decimal(15))
		amounts = add_up([line, line, line])
		assert sum((one.tax for one in amounts), NOTHING) == Decimal("0.14")
		assert sorted(one.tax for one in amounts) == [
			Decimal("0.04"),
			Decimal("0.05"),
			Decimal("0.05"),
		]

	def test_half_a_cent_goes_up(self) -> None:
		[amounts] = add_up([PricedLine(Decimal(1), Decimal("0.50"), NOTHING, Decimal(5))])
		assert (amounts.net, amounts.tax, amounts.total) == (
			Decimal("0.50"),
			Decimal("0.03"),
			Decimal("0.53"),
		)

	@given(st.lists(draw_line(), min_size=1, max_size=12))
	def test_lines_add_up_to_the_tax_of_their_rate(self, lines: list[PricedLine]) -> None:
		amounts = add_up(lines)
		for percent in {line.percent for line in lines}:
			mine = [n for n, line in enumerate(lines) if line.percent == percent]
			net = sum((lines[n].net for n in mine), NOTHING)
			tax = sum((amounts[n].tax for n in mine), NOTHING)
			assert tax == round_cents(net * percent / 100)
			for n in mine:
				exact = lines[n].net * percent / 100
				assert abs(amounts[n].tax - exact) < Decimal("0.01")
				assert amounts[n].tax >= 0


class TestReturns:
	@given(draw_line(), st.lists(st.integers(1, 5), min_size=1, max_size=6))
	def test_what_is_all_back_leaves_nothing(self, line: PricedLine, steps: list[int]) -> None:
		quantity = Decimal(sum(steps))
		[whole] = add_up([PricedLine(quantity, line.unit_price, NOTHING, line.percent)])
		taken, before = NO_AMOUNTS, Decimal(0)
		for step in steps:
			worth = take_share(whole, quantity, before, taken, Decimal(step))
			assert worth.net >= 0
			assert worth.tax >= 0
			taken, before = taken + worth, before + step
		assert taken == whole
