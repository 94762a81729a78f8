"""Shares of two groups compared: how far apart they are, and how sure that is.

No library for two formulas: those that have them bring a numerical stack of 100 MB.
"""

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

CONFIDENCE = 0.95
POWER = 0.80
USUAL_SHARE = 0.02
"""Who buys without being contacted, where there is nothing to go by yet."""
STEPS = 50
BOTH_SIDES = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


class Interval(NamedTuple):
	"""Shares, as parts of one."""

	low: float
	high: float


class Share(NamedTuple):
	"""So many of so many; `whole` is never 0."""

	part: int
	whole: int

	@property
	def value(self) -> float:
		"""Return the share."""
		return self.part / self.whole

	def find_interval(self) -> Interval:
		"""Return Wilson's score interval (E. B. Wilson, JASA 22, 1927)."""
		z, n, p = BOTH_SIDES, self.whole, self.value
		middle = (p + z * z / (2 * n)) / (1 + z * z / n)
		half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
		return Interval(max(0.0, middle - half), min(1.0, middle + half))


def compare(one: Share, other: Share) -> Interval:
	"""Return the interval of how much greater `one` is.

	The hybrid of two score intervals (R. G. Newcombe, Statistics in Medicine 17, 1998, method 10):
	right for the few buyers of a small group too, where the plain one is too narrow.
	"""
	p, q = one.value, other.value
	of_one, of_other = one.find_interval(), other.find_interval()
	below = sqrt((p - of_one.low) ** 2 + (of_other.high - q) ** 2)
	above = sqrt((of_one.high - p) ** 2 + (q - of_other.low) ** 2)
	return Interval(p - q - below, p - q + above)


def find_visible(contacted: int, held_out: int, usual: float) -> float | None:
	"""Return the smallest gain that two groups show, where `usual` of the second buy.

	Of two shares with a two-sided test (J. L. Fleiss, Statistical Methods for Rates and
	Proportions, ch. 4, unpooled); None where a group is empty or no gain would be seen.
	"""
	if not (contacted and held_out):
		return None
	z = BOTH_SIDES + NormalDist().inv_cdf(POWER)
	gain = 0.0
	for _step in range(STEPS):
		share = min(1.0, usual + gain)
		gain = z * sqrt(usual * (1 - usual) / held_out + share * (1 - share) / contacted)
	return gain if usual + gain <= 1 else None
