"""The SQL of a segment: one set of conditions for the count, the stream and the cube's edges."""

from typing import Any

from customers.segments.domain.criteria import Segment

# What registration tells; a category set by hand counts instead until its day is over.
DERIVED_CATEGORIES = {
	"new": "%(as_of)s::date < registered_on + interval '1 year'",
	"loyal": "%(as_of)s::date > registered_on + interval '10 years'",
	"regular": (
		"(%(as_of)s::date >= registered_on + interval '1 year'"
		" AND %(as_of)s::date <= registered_on + interval '10 years')"
	),
}
BY_HAND = "category_until IS NOT NULL AND category_until >= %(as_of)s::date"
CATEGORY_CONDITIONS = {
	name: f"CASE WHEN {BY_HAND} THEN category_override = '{name}' ELSE {derived} END"
	for name, derived in DERIVED_CATEGORIES.items()
}


def build_conditions(segment: Segment) -> list[str]:
	"""Return the conditions on `customer` that the segment's members meet."""
	conditions = ["archived_at IS NULL", *build_shared_conditions(segment)]
	if segment.income_from is not None:
		conditions.append("monthly_income >= %(income_from)s")
	if segment.income_to is not None:
		conditions.append("monthly_income <= %(income_to)s")
	if segment.asks_age:
		births = "birth_key BETWEEN %(first_birth)s AND %(last_birth)s"
		conditions.append(ask_persons(segment, births))
	if segment.cantons:
		conditions.append("canton = ANY(%(cantons)s)")
	if segment.categories:
		chosen = (CATEGORY_CONDITIONS[name] for name in segment.categories)
		conditions.append(f"({' OR '.join(chosen)})")
	return conditions


def build_shared_conditions(segment: Segment) -> list[str]:
	"""Return the conditions that customers, deltas and cells can all be asked."""
	conditions = []
	if segment.kind is not None:
		conditions.append("kind = %(kind)s")
	if segment.genders:
		conditions.append(ask_persons(segment, "gender = ANY(%(genders)s)"))
	if segment.provinces:
		conditions.append("province = ANY(%(provinces)s)")
	return conditions


def ask_persons(segment: Segment, condition: str) -> str:
	"""Return a condition on age or gender, asked of persons only: companies have neither."""
	return condition if segment.kind is not None else f"(kind = 'company' OR {condition})"


def build_parameters(segment: Segment) -> dict[str, Any]:
	"""Return the values that the conditions name."""
	first_birth, last_birth = segment.find_births(segment.reference_key)
	return {
		"kind": segment.kind,
		"genders": segment.genders,
		"provinces": segment.provinces,
		"cantons": segment.cantons,
		"income_from": segment.income_from,
		"income_to": segment.income_to,
		"first_birth": first_birth,
		"last_birth": last_birth,
		"as_of": segment.as_of,
		"reference": segment.reference_key,
	}


def join_conditions(conditions: list[str]) -> str:
	"""Return conditions as one, true where there is none."""
	return " AND ".join(conditions) or "true"
