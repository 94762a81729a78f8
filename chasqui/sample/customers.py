"""Synthetic customers: plausible as a crowd, nobody in particular.

Addresses lie under example.com, phones are made up and every row says that it is synthetic.
"""

import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from chasqui.contracts.territory import list_cantons, list_provinces
from chasqui.sample.identities import IdentityMaker
from chasqui.sample.words import BRANDS, FORMS, MEN, STREETS, SURNAMES, TRADES, WOMEN

COLUMNS = (
	"id_type", "id_number", "kind", "name", "gender", "birth_date", "monthly_income", "email",
	"phone", "address", "province", "canton", "registered_on", "consent_email", "consent_phone",
	"synthetic",
)  # fmt: skip
YOUNGEST, OLDEST = 18, 90
COMPANIES = 0.04
UNVERIFIABLE = 0.02  # of the companies: their RUC does not pass the checksum, a warning
PASSPORTS, RUCS = 0.01, 0.02  # of the persons
CAPITAL = 0.55  # of a province's customers live in its first canton
# Half of the incomes are below the median; the logarithm's deviation makes the long tail.
MEDIAN_INCOME, INCOME_SIGMA = 640.0, 0.72
LONGEST_RELATION_DAYS = 20 * 365
Row = dict[str, str]


class CustomerMaker:
	"""Makes customers as rows of the import file, the same for the same seed and day."""

	def __init__(self, seed: int, as_of: date) -> None:
		self._choose = Random(seed)  # noqa: S311 - sample data, no secret
		self._as_of = as_of
		self._identities = IdentityMaker(self._choose)
		self._provinces = [row.code for row in list_provinces()]
		self._weights = [row.population for row in list_provinces()]
		self._cantons = {
			code: [canton.code for canton in list_cantons(code)] for code in self._provinces
		}
		self._made = 0

	def make(self, count: int) -> Iterator[Row]:
		"""Yield `count` customers with identities of their own."""
		for _ in range(count):
			self._made += 1
			is_company = self._choose.random() < COMPANIES
			yield self._make_company() if is_company else self._make_person()

	def _make_person(self) -> Row:
		choose = self._choose
		draw = choose.random()
		gender = "F" if draw < 0.505 else "M" if draw < 0.99 else choose.choice(("X", ""))
		given = WOMEN if gender == "F" else MEN
		first, second = choose.choice(given), choose.choice(given)
		name = f"{first} {second} {choose.choice(SURNAMES)} {choose.choice(SURNAMES)}"
		id_type, id_number = self._identify_person()
		birth = "" if choose.random() < 0.02 else self._draw_birth().isoformat()
		row = self._make_row(id_type, id_number, "person", name)
		return row | {
			"gender": gender,
			"birth_date": birth,
			"monthly_income": self._draw_income(),
			"email": self._make_email(f"{first}.{name.split()[2]}"),
		}

	def _make_company(self) -> Row:
		choose = self._choose
		brand = choose.choice(BRANDS)
		name = f"{choose.choice(TRADES)} {brand} {choose.choice(SURNAMES)} {choose.choice(FORMS)}"
		is_verifiable = choose.random() >= UNVERIFIABLE
		number = self._identities.make_company_ruc(is_verifiable=is_verifiable)
		email = self._make_email("ventas." + brand.split()[-1])
		return self._make_row("ruc", number, "company", name) | {"email": email}

	def _make_row(self, id_type: str, id_number: str, kind: str, name: str) -> Row:
		choose = self._choose
		province = choose.choices(self._provinces, self._weights)[0]
		cantons = self._cantons[province]
		canton = cantons[0] if choose.random() < CAPITAL else choose.choice(cantons)
		since = self._as_of - timedelta(days=int(LONGEST_RELATION_DAYS * choose.random() ** 1.4))
		phone = (
			"" if choose.random() < 0.08 else f"09{choose.randrange(8, 10)}{self._draw_serial()}"
		)
		return dict.fromkeys(COLUMNS, "") | {
			"id_type": id_type,
			"id_number": id_number,
			"kind": kind,
			"name": name,
			"phone": phone,
			"address": f"{choose.choice(STREETS)} {choose.randrange(10, 999)}",
			"province": province,
			"canton": canton,
			"registered_on": since.isoformat(),
			"consent_email": "si" if choose.random() < 0.92 else "no",
			"consent_phone": "si" if choose.random() < 0.88 else "no",
			"synthetic": "si",
		}

	def _identify_person(self) -> tuple[str, str]:
		draw = self._choose.random()
		if draw < PASSPORTS:
			return "passport", self._identities.make_passport()
		number = self._identities.make_cedula()
		return ("ruc", number + "001") if draw < PASSPORTS + RUCS else ("cedula", number)

	def _draw_birth(self) -> date:
		years = self._choose.triangular(YOUNGEST, OLDEST, 34)
		return self._as_of - timedelta(days=int(years * 365.25) + 1)

	def _draw_income(self) -> str:
		choose = self._choose
		if choose.random() < 0.05:
			return ""
		income = MEDIAN_INCOME * choose.lognormvariate(0.0, INCOME_SIGMA)
		return f"{round(income / 5) * 5}" if choose.random() < 0.8 else f"{income:.2f}"

	def _draw_serial(self) -> str:
		return f"{self._choose.randrange(10_000_000):07d}"

	def _make_email(self, words: str) -> str:
		if self._choose.random() < 0.1:
			return ""
		plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
		return f"{plain}{self._made}@example.com"
