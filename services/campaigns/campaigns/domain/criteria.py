"""Whom a campaign may be for: persons of 20–70 years (K14)."""

from chasqui.contracts.campaigns.campaigns import OLDEST_AGE, YOUNGEST_AGE
from chasqui.contracts.customers.segments import SegmentCriteria, SegmentKind
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import say


def bound_ages(criteria: SegmentCriteria) -> SegmentCriteria:
	"""Return the criteria with the campaign's ages: 20–70 inclusive where none are given.

	:raises Invalid: an age outside 20–70, naming the field
	"""
	if criteria.kind is SegmentKind.COMPANY:
		return criteria
	if wrong := list_age_faults(criteria):
		detail = say(
			"Las campañas son para personas de {youngest_age} a {oldest_age} años.",
			youngest_age=YOUNGEST_AGE,
			oldest_age=OLDEST_AGE,
		)
		raise Invalid(detail, code="age_out_of_range", fields=wrong)
	low = YOUNGEST_AGE if criteria.age_from is None else criteria.age_from
	high = OLDEST_AGE if criteria.age_to is None else criteria.age_to
	return criteria.model_copy(update={"age_from": low, "age_to": high})


def list_age_faults(criteria: SegmentCriteria) -> list[FieldError]:
	"""Return which ages are outside 20–70."""
	if criteria.kind is SegmentKind.COMPANY:
		return []
	return [
		FieldError(
			f"criteria.{name}",
			say(
				"La edad va de {youngest_age} a {oldest_age} años.",
				youngest_age=YOUNGEST_AGE,
				oldest_age=OLDEST_AGE,
			),
			"age",
		)
		for name, age in (("age_from", criteria.age_from), ("age_to", criteria.age_to))
		if age is not None and not YOUNGEST_AGE <= age <= OLDEST_AGE
	]
