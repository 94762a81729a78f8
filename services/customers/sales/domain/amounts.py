"""What the lines of a document come to: net, tax, total, exact to the cent.

Tax is reckoned once for each rate, on the sum of the net amounts, and shared among the lines by the
largest remainder, so that lines and document agree (3 × 0.30 at 15 % is 0.14, not 3 × 0.05).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from chasqui.contracts.wire import CENT

WHOLE = Decimal(100)
NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Amounts:
	net: Decimal
	tax: Decimal

	@property
	def total(self) -> Decimal:
		return self.net + self.tax

	def __add__(self, other: "Amounts") -> "Amounts":
		return Amounts(self.net + other.net, self.tax + other.tax)

	def __sub__(self, other: "Amounts") -> "Amounts":
		return Amounts(self.net - other.net, self.tax - other.tax)


NO_AMOUNTS = Amounts(NOTHING, NOTHING)


@dataclass(frozen=True)
class PricedLine:
	"""`discount` is of the whole line, `percent` the rate of its tax."""

	quantity: Decimal
	unit_price: Decimal
	discount: Decimal
	percent: Decimal

	@property
	def gross(self) -> Decimal:
		"""What it costs before the discount, in whole cents."""
		return round_cents(self.quantity * self.unit_price)

	@property
	def net(self) -> Decimal:
		return self.gross - self.discount


def round_cents(amount: Decimal) -> Decimal:
	return amount.quantize(CENT, ROUND_HALF_UP)


def add_up(lines: Sequence[PricedLine]) -> list[Amounts]:
	"""Return the amounts of each line, in their order."""
	taxes = [NOTHING] * len(lines)
	for percent in {line.percent for line in lines}:
		places = [place for place, line in enumerate(lines) if line.percent == percent]
		shares = share_tax([lines[place].net for place in places], percent)
		for place, share in zip(places, shares, strict=True):
			taxes[place] = share
	return [Amounts(line.net, tax) for line, tax in zip(lines, taxes, strict=True)]


def share_tax(nets: Sequence[Decimal], percent: Decimal) -> list[Decimal]:
	"""Return the tax of each net amount at one rate; together they are the tax of their sum."""
	whole = round_cents(sum(nets, NOTHING) * percent / WHOLE)
	exact = [net * percent / WHOLE for net in nets]
	shares = [one.quantize(CENT, ROUND_DOWN) for one in exact]
	left = int((whole - sum(shares, NOTHING)) / CENT)
	by_remainder = sorted(range(len(nets)), key=lambda n: (shares[n] - exact[n], n))
	for place in by_remainder[:left]:
		shares[place] += CENT
	return shares


def take_share(
	whole: Amounts, quantity: Decimal, before: Decimal, taken: Amounts, asked: Decimal
) -> Amounts:
	"""Return what `asked` units of a line are worth when they come back.

	`before` units came back already and were worth `taken`; the last ones are worth what is left,
	so that a line that is all back leaves nothing.
	"""
	back = before + asked
	if back == quantity:
		return whole - taken
	part = back / quantity
	return Amounts(round_cents(whole.net * part), round_cents(whole.tax * part)) - taken
