"""The classes of a map: as many places in each, with limits that people can read."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from math import ceil

LEVELS = 5
DIGITS = (2, 3)
"""Of a limit: the fewest with which no class has many more places than its part."""
MOST_OVER = 2


def find_limits(values: Sequence[float]) -> list[float]:
	"""Return the highest value of each class but the last one, which has no end.

	Fewer classes where several would be the same.
	"""
	ordered = sorted(values)
	most = ceil(len(ordered) / LEVELS) + MOST_OVER
	limits = list[float]()
	for digits in DIGITS:
		limits = cut(ordered, digits)
		places = [sum(one > limit for limit in limits) for one in ordered]
		if all(places.count(one) <= most for one in {*places}):
			break
	return limits


def cut(ordered: Sequence[float], digits: int) -> list[float]:
	"""Return the quantiles of some values, rounded, each once."""
	limits = list[float]()
	for part in range(1, LEVELS) if ordered else ():
		limit = round_up(ordered[ceil(len(ordered) * part / LEVELS) - 1], digits)
		if limit < ordered[-1] and limit > (limits[-1] if limits else float("-inf")):
			limits.append(limit)
	return limits


def round_up(value: float, digits: int) -> float:
	"""Return the next number of so many digits that is not less: of two, 1084 is 1100."""
	exact = Decimal(str(value))
	if not exact:
		return 0.0
	unit = Decimal(1).scaleb(exact.adjusted() - digits + 1)
	return float((exact / unit).to_integral_value(ROUND_CEILING) * unit)


def find_level(value: float, limits: Sequence[float]) -> int:
	"""Return the class of a value, 1 to 5; few classes are as far apart as they can be."""
	place = sum(value > limit for limit in limits)
	return list_levels(len(limits) + 1)[place]


def list_levels(classes: int) -> list[int]:
	"""Return the classes that are used where there are so many."""
	if classes == 1:
		return [(LEVELS + 1) // 2]
	return [1 + round(place * (LEVELS - 1) / (classes - 1)) for place in range(classes)]
