from collections import Counter
from itertools import pairwise

from chasqui.contracts.customers.bands import AGE_BANDS, find_age_band, list_income_bands
from chasqui.contracts.territory import (
	list_cantons,
	list_provinces,
	list_regional_codes,
	name_places,
)


class TestTerritory:
	def test_ecuador_has_24_provinces_and_221_cantons(self) -> None:
		assert len({row.code for row in list_provinces()}) == 24
		assert len({row.code for row in list_cantons()}) == 221

	def test_every_canton_lies_in_the_province_of_its_code(self) -> None:
		inec = {row.code: row.inec for row in list_provinces()}
		assert all(row.code.startswith(inec[row.province]) for row in list_cantons())

	def test_every_province_has_cantons(self) -> None:
		counts = Counter(row.province for row in list_cantons())
		assert len(counts) == 24
		assert counts["EC-G"] == 25
		assert [row.name for row in list_cantons("EC-W")] == [
			"San Cristóbal",
			"Isabela",
			"Santa Cruz",
		]

	def test_every_code_has_its_name_once(self) -> None:
		names = name_places()
		assert (names["EC-P"], names["1701"]) == ("Pichincha", "Quito")
		assert len(names) == 24 + 221
		codes = list_regional_codes()
		assert len(codes) == len(set(codes)) == 24 + 16
		assert (codes[0], codes[-1][:3]) == ("EC-A", "CL-")


class TestBands:
	def test_age_bands_follow_each_other(self) -> None:
		assert [find_age_band(age) for age in (0, 17, 18, 64, 65, 120)] == [
			"0-17", "0-17", "18-24", "55-64", "65+", "65+",
		]  # fmt: skip
		for one, following in pairwise(AGE_BANDS):
			assert one.last is not None
			assert one.last + 1 == following.first

	def test_no_age_is_unknown(self) -> None:
		assert find_age_band(None) == "unknown"

	def test_income_bands_are_multiples_of_the_basic_salary(self) -> None:
		assert [int(band.low) for band in list_income_bands(2026)] == [
			0,
			482,
			964,
			1446,
			2410,
			3856,
		]
		assert [int(band.low) for band in list_income_bands(2025)] == [
			0,
			470,
			940,
			1410,
			2350,
			3760,
		]
