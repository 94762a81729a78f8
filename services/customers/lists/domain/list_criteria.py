"""A list as the criteria of a segment, where criteria can say the same."""

from typing import Any

from chasqui.contracts.customers.criteria import asks_person
from chasqui.contracts.customers.lists import NO_PROVINCE, CustomerFilters, SegmentAnswer
from chasqui.contracts.customers.people import CustomerKind, Gender
from chasqui.contracts.customers.segments import SegmentCriteria, SegmentKind, YesNo
from customers.segments.domain.declared import FIELDS_BY_FILTER


def write_criteria(filters: CustomerFilters) -> SegmentAnswer:
	"""Return criteria that hold the same customers, or the filters that they cannot say."""
	asked = filters.list_asked()
	unsayable = [name for name in asked if name not in FIELDS_BY_FILTER]
	if NO_PROVINCE in filters.province:
		unsayable.append("province")
	values = {
		field: _write_value(getattr(filters, name))
		for name, field in FIELDS_BY_FILTER.items()
		if name in asked and name != "kind"
	}
	said = SegmentCriteria.model_construct(**values)
	kind = _choose_kind(filters, said)
	if kind is SegmentKind.COMPANY and asks_person(said):
		unsayable.append("kind")  # nobody: companies have neither gender nor age
	if unsayable:
		return SegmentAnswer(unsayable=unsayable)
	return SegmentAnswer(criteria=SegmentCriteria(**{**values, "kind": kind}))


def _write_value(value: Any) -> Any:
	"""Return a value as the criteria have it: what is so or not is one of two."""
	return [YesNo.YES if value else YesNo.NO] if isinstance(value, bool) else value


def _choose_kind(filters: CustomerFilters, said: SegmentCriteria) -> SegmentKind:
	"""Return the kind: a list's companies have no age and an unknown gender, so they drop out."""
	kinds = set(filters.kind) or set(CustomerKind)
	if len(kinds) == 1:
		return SegmentKind(kinds.pop().value)
	if Gender.UNKNOWN in filters.gender:
		said = said.model_copy(update={"genders": []})
	return SegmentKind.PERSON if asks_person(said) else SegmentKind.ANY
