from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasqui.contracts.customers.people import Category
from customers.people.domain.calendar import add_years, compute_age, find_category

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


class TestAges:
	@given(birth=DAYS, as_of=DAYS)
	def test_an_age_is_the_years_that_have_been_completed(self, birth: date, as_of: date) -> None:
		if as_of < birth:
			return
		age = compute_age(birth, as_of)
		assert age is not None
		assert add_years(birth, age) <= as_of < add_years(birth, age + 1)

	def test_the_leap_day_completes_its_year_on_the_28th(self) -> None:
		assert compute_age(date(2000, 2, 29), date(2025, 2, 27)) == 24
		assert compute_age(date(2000, 2, 29), date(2025, 2, 28)) == 25
		assert compute_age(date(2000, 2, 29), date(2024, 2, 28)) == 23

	def test_no_birth_date_no_age(self) -> None:
		assert compute_age(None, date(2026, 1, 1)) is None


class TestCategories:
	@pytest.mark.covers("M6", "M16")
	@pytest.mark.parametrize(
		("registered", "category"),
		[
			(date(2025, 11, 21), Category.NEW),
			(date(2025, 11, 20), Category.REGULAR),
			(date(2016, 11, 20), Category.REGULAR),
			(date(2016, 11, 19), Category.LOYAL),
		],
	)
	def test_loyal_is_strictly_more_than_ten_years(
		self, registered: date, category: Category
	) -> None:
		assert find_category(registered, date(2026, 11, 20)) is category

	def test_the_leap_day_is_loyal_after_the_28th(self) -> None:
		assert find_category(date(2016, 2, 29), date(2026, 2, 28)) is Category.REGULAR
		assert find_category(date(2016, 2, 29), date(2026, 3, 1)) is Category.LOYAL
