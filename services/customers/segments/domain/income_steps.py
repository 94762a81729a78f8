"""The steps of monthly income on which the segment cube is summed.

Each round amount and each bound of a band begins a step of its own that holds that amount alone
(incomes have cents), then comes a step up to the next. So bounds that people choose, which
include both their ends, never cut a step; others cut one, and its rows are counted one by one.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from chasqui.contracts.customers.bands import IncomeBand, list_income_bands

CENT = Decimal("0.01")
ROUND_AMOUNTS = (*range(0, 3000, 50), *range(3000, 5000, 250), *range(5000, 10_001, 1000))
NO_INCOME = 0  # the step and the band of a customer whose income nobody knows


def list_thresholds(bands: tuple[IncomeBand, ...] | None = None) -> list[Decimal]:
	"""Return where each step begins, ascending; step 1 begins at the first."""
	amounts = {Decimal(amount) for amount in ROUND_AMOUNTS}
	amounts |= {band.low for band in bands or list_income_bands()}
	return sorted(amounts | {amount + CENT for amount in amounts})


THRESHOLDS = list_thresholds()
BAND_LOWS = [band.low for band in list_income_bands()]
# The step with which each band begins: what turns a step into its band.
BAND_STEPS = [THRESHOLDS.index(low) + 1 for low in BAND_LOWS]


@dataclass(frozen=True)
class IncomeRange:
	"""Incomes from `low` to `high`, both included; None is no bound.

	`bands` are summed whole and lose the steps of `missing`; `steps` are summed within bands that
	are cut; `edges` are the ranges (both ends included) that no step separates.
	"""

	bands: list[int]
	missing: list[int]
	steps: list[int]
	edges: list[tuple[Decimal, Decimal | None]]


def cut_range(low: Decimal | None, high: Decimal | None) -> IncomeRange:
	"""Return how the incomes from `low` to `high` are made of bands, steps and edges."""
	if low is None and high is None:
		return IncomeRange([*range(len(BAND_LOWS) + 1)], [], [], [])  # unknown incomes too
	first = low if low is not None else Decimal(0)
	cut = IncomeRange([], [], [], [])
	for band, (start, end) in enumerate(_pair(BAND_LOWS), 1):
		if _misses(first, high, start, end):
			continue
		if _holds(first, high, start, end):
			cut.bands.append(band)
		else:
			_cut_band(cut, band, first, high)
	return cut


def _cut_band(cut: IncomeRange, band: int, low: Decimal, high: Decimal | None) -> None:
	"""Add a band that the bounds cut: by its steps inside, or whole but for those outside."""
	inside: list[int] = []
	outside: list[int] = []
	edges: list[tuple[Decimal, Decimal | None]] = []
	for step in BAND_MEMBERS[band - 1]:
		start, end = STEP_RANGES[step - 1]
		if _holds(low, high, start, end):
			inside.append(step)
		elif _misses(low, high, start, end):
			outside.append(step)
		else:
			edges.append((max(low, start), _choose_end(high, end)))
	if edges or len(inside) <= len(outside):
		cut.steps.extend(inside)
		cut.edges.extend(edges)
	else:
		cut.bands.append(band)
		cut.missing.extend(outside)


def _pair(starts: list[Decimal]) -> list[tuple[Decimal, Decimal | None]]:
	"""Return start and last amount (included) of each step; the last one has no end."""
	ends = [start - CENT for start in starts[1:]]
	return list(zip(starts, [*ends, None], strict=True))


def _holds(low: Decimal, high: Decimal | None, start: Decimal, end: Decimal | None) -> bool:
	return low <= start and (high is None or (end is not None and end <= high))


def _misses(low: Decimal, high: Decimal | None, start: Decimal, end: Decimal | None) -> bool:
	return (high is not None and high < start) or (end is not None and end < low)


def _choose_end(high: Decimal | None, end: Decimal | None) -> Decimal | None:
	if high is None or end is None:
		return high if end is None else end
	return min(high, end)


STEP_RANGES = _pair(THRESHOLDS)
# The steps of each band: from the one that it begins to the one before the next band's.
BAND_MEMBERS = [
	range(first, following) for first, following in pairwise([*BAND_STEPS, len(THRESHOLDS) + 1])
]
