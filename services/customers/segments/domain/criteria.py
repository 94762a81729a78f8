"""What a segment asks, and what its count says."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from chasqui.contracts.customers.bands import UNKNOWN_BAND, find_age_band, list_income_bands
from chasqui.contracts.customers.lists import CustomerFilters
from chasqui.contracts.customers.segments import SegmentCount, SegmentCriteria
from customers.people.domain.calendar import make_reference_key
from customers.segments.domain.criterion import Condition
from customers.segments.domain.declared import CRITERIA, FIELDS_BY_FILTER

INCOME_CODES = [UNKNOWN_BAND, *(band.code for band in list_income_bands())]


@dataclass(frozen=True)
class Segment:
	"""Criteria as the conditions that they ask, on a day."""

	criteria: SegmentCriteria
	conditions: tuple[Condition, ...]
	as_of: date
	listed: CustomerFilters | None = None
	"""What is asked as a list asks it."""
	is_whole: bool = False
	"""All that is asked is among the conditions: of `listed` and of who was picked too."""

	@property
	def reference_key(self) -> int:
		return make_reference_key(self.as_of)

	@property
	def fits_cube(self) -> bool:
		"""Say whether the cube knows all that the segment asks."""
		return self.is_whole and all(one.cells is not None for one in self.conditions)


def read_segment(criteria: SegmentCriteria, today: date) -> Segment:
	"""Return what the criteria ask.

	:raises BadField: a province or canton that does not exist, or a canton elsewhere
	"""
	for criterion in CRITERIA:
		criterion.check(criteria)
	asked = (criterion.ask(criteria) for criterion in CRITERIA)
	conditions = tuple(condition for condition in asked if condition is not None)
	as_of = criteria.as_of or today
	listed = _list_filters(criteria)
	is_whole = listed is None and criteria.picked is None
	return Segment(criteria, conditions, as_of, listed, is_whole)


def _list_filters(criteria: SegmentCriteria) -> CustomerFilters | None:
	asked: dict[str, Any] = {}
	for criterion in CRITERIA:
		asked |= criterion.list_filters(criteria)
	return CustomerFilters.model_validate(asked) if asked else None


def find_field(filter_name: str) -> str:
	"""Return the field of the criteria that asks what a filter of a list does."""
	return FIELDS_BY_FILTER.get(filter_name.partition(".")[0], filter_name)


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
