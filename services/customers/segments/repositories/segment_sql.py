"""The SQL of a segment: one set of conditions for the count, the stream and the cube."""

from collections.abc import Iterable
from typing import Any

from customers.segments.domain.criteria import Segment


def build_conditions(segment: Segment) -> list[str]:
	"""Return the conditions on `customer` that the segment's members meet."""
	assert segment.is_whole, "what a list asks was not made a condition"
	return ["archived_at IS NULL", *(one.rows for one in segment.conditions)]


def build_parameters(segment: Segment) -> dict[str, Any]:
	"""Return the values that the conditions name."""
	return {
		**{name: value for one in segment.conditions for name, value in one.values.items()},
		"as_of": segment.as_of,
		"reference": segment.reference_key,
	}


def join_conditions(conditions: Iterable[str | None]) -> str:
	"""Return conditions as one, true where there is none."""
	return " AND ".join(one for one in conditions if one) or "true"
