"""What of a customer met a segment's criteria, besides what every member is copied with.

The values are those of the moment in which the audience is built.
"""

from collections.abc import Mapping
from typing import Any

from chasqui.contracts.customers.criteria import is_asked
from customers.segments.domain.criteria import Segment
from customers.segments.domain.criterion import COPIED, Criterion
from customers.segments.domain.declared import CRITERIA


def explain(segment: Segment, zone: str) -> tuple[str, Mapping[str, Any]]:
	"""Return the SQL of what met the criteria, by the first field of each, and the values it names;
	NULL where the columns say all.
	"""
	explained = [one for one in CRITERIA if one.explanation != COPIED and _is_asked(one, segment)]
	if not explained:
		return "NULL::jsonb", {}
	parts = ", ".join(f"'{one.fields[0]}', {one.explanation}" for one in explained)
	asked = {
		f"asked_{name}": getattr(segment.criteria, name) for one in explained for name in one.fields
	}
	return f"jsonb_strip_nulls(jsonb_build_object({parts}))", {**asked, "zone": zone}


def _is_asked(criterion: Criterion, segment: Segment) -> bool:
	return any(is_asked(getattr(segment.criteria, name)) for name in criterion.fields)
