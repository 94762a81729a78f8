"""What a segment's criteria mean: whom they hold, and where they contradict themselves."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chasqui.contracts.bands import UNKNOWN_BAND, find_age_band, list_income_bands
from chasqui.contracts.customers import SegmentCount, SegmentCriteria, SegmentKind
from customers.people.domain.calendar import make_reference_key
from customers.people.domain.places import check_place
from customers.people.domain.problems import BadField

INCOME_CODES = [UNKNOWN_BAND, *(band.code for band in list_income_bands())]


@dataclass(frozen=True)
class Segment:
	"""Criteria in the terms of the stored columns; None and an empty list ask nothing.

	A person without a birth date has no age and is in no range of ages. Where `kind` is None,
	ages and genders are asked of persons only, for companies have neither.
	"""

	kind: str | None
	genders: list[str]
	provinces: list[str]
	cantons: list[str]
	categories: list[str]
	income_from: Decimal | None
	income_to: Decimal | None
	age_from: int | None
	age_to: int | None
	as_of: date

	@property
	def reference_key(self) -> int:
		return make_reference_key(self.as_of)

	@property
	def asks_age(self) -> bool:
		return self.age_from is not None or self.age_to is not None

	@property
	def fits_cube(self) -> bool:
		"""Say whether the cube knows all that the segment asks."""
		return not self.cantons and not self.categories

	def find_births(self, reference_key: int) -> tuple[int, int]:
		"""Return the first and the last birth key of the ages on a day."""
		oldest = 9999 if self.age_to is None else self.age_to
		first = reference_key - (oldest + 1) * 10_000 + 1
		return first, reference_key - (self.age_from or 0) * 10_000


def read_segment(criteria: SegmentCriteria, today: date) -> Segment:
	"""Return what the criteria ask.

	:raises BadField: a province or canton that does not exist, or a canton elsewhere
	"""
	for province in criteria.provinces:
		check_place(province, None)
	homes = {check_place(None, canton)[0] for canton in criteria.cantons}
	if criteria.provinces and not homes <= set(criteria.provinces):
		message = "Hay cantones que no son de las provincias elegidas."
		raise BadField("cantons", "canton_elsewhere", message)
	is_any = criteria.kind is SegmentKind.ANY
	return Segment(
		kind=None if is_any else criteria.kind.value,
		genders=[gender.value for gender in criteria.genders],
		provinces=list(criteria.provinces),
		cantons=list(criteria.cantons),
		categories=[category.value for category in criteria.categories],
		income_from=criteria.income_from,
		income_to=criteria.income_to,
		age_from=criteria.age_from,
		age_to=criteria.age_to,
		as_of=criteria.as_of or today,
	)


@dataclass(frozen=True, slots=True)
class CountLine:
	"""One line of a count: `axis` is the breakdown that it belongs to, `key` its value."""

	axis: str
	key: str | int | None
	n: int
	email: int
	phone: int


def sum_lines(lines: list[CountLine], as_of: date) -> SegmentCount:
	"""Return the count that the lines make; values without customers are left out."""
	total = next((line for line in lines if line.axis == "total"), CountLine("", None, 0, 0, 0))
	by_age: dict[str, int] = {}
	for line in lines:
		if line.axis == "age" and line.n:
			age = line.key if isinstance(line.key, int) else None
			band = find_age_band(age)
			by_age[band] = by_age.get(band, 0) + line.n
	return SegmentCount(
		total=total.n,
		as_of=as_of,
		reachable_email=total.email,
		reachable_phone=total.phone,
		by_gender=_pick(lines, "gender"),
		by_age_band=by_age,
		by_province=_pick(lines, "province"),
		by_income_band={INCOME_CODES[int(code)]: n for code, n in _pick(lines, "band").items()},
	)


def _pick(lines: list[CountLine], axis: str) -> dict[str, int]:
	return {
		str(line.key) if line.key not in (None, "") else UNKNOWN_BAND: line.n
		for line in lines
		if line.axis == axis and line.n
	}
