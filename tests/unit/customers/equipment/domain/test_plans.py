"""When the next service is due: pace of use, what a plan is reckoned from."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from chasqui.contracts.customers.service_plans import PlanAnchor
from customers.equipment.domain.plans import Base, Terms, add_months, find_pace, move_base

DAY = date(2026, 3, 31)

pytestmark = pytest.mark.covers("R33")


def read(*points: tuple[int, int]) -> Decimal | None:
	return find_pace((DAY + timedelta(days=day), Decimal(total)) for day, total in points)


class TestPace:
	@pytest.mark.parametrize(
		("points", "pace"),
		[
			((), None),
			(((0, 100),), None),
			(((0, 100), (0, 108)), None),
			(((0, 100), (10, 150)), "5.000"),
			(((0, 0), (10, 50), (20, 70), (30, 370)), "5.000"),  # 5, 2 and 30 a day
			(((0, 0), (10, 50), (20, 70)), "3.500"),
			(((0, 100), (10, 100)), "0.000"),
			(((0, 0), (181, 9_999), (191, 10_009)), "1.000"),  # the half year before the last one
			(((0, 0), (3, 1)), "0.333"),
		],
	)
	def test_it_is_the_median_of_the_last_half_year(
		self, points: tuple[tuple[int, int], ...], pace: str | None
	) -> None:
		assert read(*points) == (None if pace is None else Decimal(pace))

	def test_of_a_day_the_last_reading_counts(self) -> None:
		assert read((0, 0), (10, 40), (10, 50)) == Decimal(5)


class TestMonths:
	@pytest.mark.parametrize(
		("day", "months", "then"),
		[
			(date(2026, 1, 31), 1, date(2026, 2, 28)),
			(date(2026, 12, 1), 1, date(2027, 1, 1)),
			(date(2024, 2, 29), 12, date(2025, 2, 28)),
			(date(2026, 8, 31), 120, date(2036, 8, 31)),
		],
	)
	def test_the_last_of_a_month_stays_in_the_month(
		self, day: date, months: int, then: date
	) -> None:
		assert add_months(day, months) == then


class TestBase:
	def move(self, anchor: PlanAnchor, day: date, meter: int | None) -> Base:
		base = Base(date(2026, 1, 10), Decimal(1000))
		terms = Terms(Decimal(250), 6, anchor)
		return move_base(base, Base(day, None if meter is None else Decimal(meter)), terms)

	def test_after_completion_it_is_what_was_done(self) -> None:
		done = self.move(PlanAnchor.COMPLETION, date(2026, 6, 1), 1180)
		assert done == Base(date(2026, 6, 1), Decimal(1180))

	@pytest.mark.parametrize(
		("day", "meter", "then", "total"),
		[
			(date(2026, 6, 20), 1240, date(2026, 7, 10), 1250),  # a little early
			(date(2026, 8, 1), 1290, date(2026, 7, 10), 1250),  # a little late
			(date(2027, 1, 1), 1490, date(2027, 1, 10), 1500),  # the one between was left out
			(date(2026, 1, 20), 1010, date(2026, 7, 10), 1250),  # at once: it is the next one's
		],
	)
	def test_fixed_it_is_the_nearest_point_of_the_plan(
		self, day: date, meter: int, then: date, total: int
	) -> None:
		assert self.move(PlanAnchor.FIXED, day, meter) == Base(then, Decimal(total))

	def test_without_a_reading_the_use_stays(self) -> None:
		for anchor in PlanAnchor:
			assert self.move(anchor, date(2026, 7, 1), None).meter == Decimal(1000)
