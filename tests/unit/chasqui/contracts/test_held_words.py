"""What is held about a person is read as it is: only codes become words."""

from datetime import date

import pytest

from chasqui.contracts.customers.rights import write_value
from chasqui.contracts.territory import list_cantons, list_provinces


@pytest.mark.covers("R44")
class TestHeldWords:
	def test_a_province_is_named(self) -> None:
		assert {write_value(one.code) for one in list_provinces()} == {
			one.name for one in list_provinces()
		}

	@pytest.mark.parametrize("value", [one.code for one in list_cantons()])
	def test_digits_are_no_place(self, value: str) -> None:
		"""A year, or a number of the company's own, may look like a canton."""
		assert write_value(value) == value
		assert write_value(int(value)) == str(int(value))

	def test_a_day_is_a_day(self) -> None:
		assert write_value(date(2026, 11, 30)) == "2026-11-30"
