"""Bands of age and income: the keys of the segment counts and of their charts."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

UNKNOWN_BAND = "unknown"
# The unified basic salary (SBU) of a year, in US dollars a month: Ministerio del Trabajo.
SBU = {2025: Decimal(470), 2026: Decimal(482)}
SBU_YEAR = 2026
# Lower bounds of the income bands in multiples of the SBU: <1, 1–2, 2–3, 3–5, 5–8, >8.
SBU_MULTIPLES = (0, 1, 2, 3, 5, 8)


@dataclass(frozen=True)
class AgeBand:
	"""Whole years, both ends included; the last band has no end."""

	code: str
	first: int
	last: int | None


@dataclass(frozen=True)
class IncomeBand:
	"""Monthly income in US dollars: `low` included, `high` not; the last band has no end."""

	code: str
	low: Decimal
	high: Decimal | None


AGE_BANDS = (
	AgeBand("0-17", 0, 17),
	AgeBand("18-24", 18, 24),
	AgeBand("25-34", 25, 34),
	AgeBand("35-44", 35, 44),
	AgeBand("45-54", 45, 54),
	AgeBand("55-64", 55, 64),
	AgeBand("65+", 65, None),
)


def list_income_bands(year: int = SBU_YEAR) -> tuple[IncomeBand, ...]:
	"""Return the income bands of a year, codes like ``1-2sbu`` and ``8+sbu``."""
	bounds = [SBU[year] * multiple for multiple in SBU_MULTIPLES]
	highs = [*bounds[1:], None]
	codes = [f"{low}-{high}sbu" for low, high in pairwise(SBU_MULTIPLES)]
	codes.append(f"{SBU_MULTIPLES[-1]}+sbu")
	return tuple(map(IncomeBand, codes, bounds, highs))


def find_age_band(age: int | None) -> str:
	"""Return the code of the band of an age, ``unknown`` where there is none."""
	if age is None or age < 0:
		return UNKNOWN_BAND
	return next(band.code for band in reversed(AGE_BANDS) if age >= band.first)


def find_income_band(income: Decimal | None) -> str:
	"""Return the code of the band of an income, ``unknown`` where there is none."""
	if income is None or income < 0:
		return UNKNOWN_BAND
	return next(band.code for band in reversed(list_income_bands()) if income >= band.low)
