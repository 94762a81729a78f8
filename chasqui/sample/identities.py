"""Identities that pass the checks of Ecuador's cédula and RUC, each given once."""

from random import Random

from chasqui.contracts.territory import list_provinces

CEDULA_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
COMPANY_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2)


class IdentityMaker:
	"""Draws identities; the province digits follow the population, as those of issue do."""

	def __init__(self, choose: Random) -> None:
		self._choose = choose
		self._given: set[str] = set()
		provinces = list_provinces()
		self._prefixes = [row.inec for row in provinces]
		self._weights = [row.population for row in provinces]

	def make_cedula(self) -> str:
		"""Return a fresh cédula."""
		while True:
			middle = self._choose.randrange(6_000_000)
			first = f"{self._draw_prefix()}{middle:07d}"
			if self._take(first):
				return first + str(find_cedula_digit(first))

	def make_company_ruc(self, *, is_verifiable: bool = True) -> str:
		"""Return a fresh RUC of a company; some valid ones do not pass the checksum."""
		while True:
			first = f"{self._draw_prefix()}9{self._choose.randrange(1_000_000):06d}"
			digit = find_company_digit(first)
			if digit is None or not self._take(first):
				continue
			if not is_verifiable:
				digit = (digit + 1) % 10
			return f"{first}{digit}001"

	def make_passport(self) -> str:
		"""Return a fresh passport number."""
		while True:
			number = f"{self._choose.choice('ABCDEFGH')}{self._choose.randrange(10_000_000):07d}"
			if self._take(number):
				return number

	def _draw_prefix(self) -> str:
		return self._choose.choices(self._prefixes, self._weights)[0]

	def _take(self, number: str) -> bool:
		is_fresh = number not in self._given
		self._given.add(number)
		return is_fresh


def find_cedula_digit(first: str) -> int:
	"""Return the check digit of a cédula's first nine digits."""
	digits = [int(char) for char in first]
	total = sum(digits[1::2]) + sum([CEDULA_DOUBLED[digit] for digit in digits[0::2]])
	return -total % 10


def find_company_digit(first: str) -> int | None:
	"""Return the check digit of a company's first nine digits; None where there is none."""
	total = sum(weight * int(char) for weight, char in zip(COMPANY_WEIGHTS, first, strict=True))
	digit = -total % 11
	return None if digit == 10 else digit
