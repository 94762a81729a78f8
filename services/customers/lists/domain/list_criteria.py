"""A list as the criteria of a segment, where criteria can say the same."""

from chasqui.contracts.customers import CustomerKind, Gender, SegmentCriteria, SegmentKind
from chasqui.contracts.lists import NO_PROVINCE, CustomerFilters, SegmentAnswer

SAYABLE = {
	"kind", "gender", "age_from", "age_to", "income_from", "income_to", "province", "canton",
	"category",
}  # fmt: skip


def write_criteria(filters: CustomerFilters) -> SegmentAnswer:
	"""Return criteria that hold the same customers, or the filters that they cannot say."""
	unsayable = [name for name in filters.list_asked() if name not in SAYABLE]
	if NO_PROVINCE in filters.province:
		unsayable.append("province")
	kind = _choose_kind(filters)
	if kind is SegmentKind.COMPANY and (filters.gender or asks_age(filters)):
		unsayable.append("kind")  # nobody: companies have neither gender nor age
	if unsayable:
		return SegmentAnswer(unsayable=unsayable)
	criteria = SegmentCriteria(
		kind=kind,
		genders=filters.gender,
		age_from=filters.age_from,
		age_to=filters.age_to,
		income_from=filters.income_from,
		income_to=filters.income_to,
		provinces=filters.province,
		cantons=filters.canton,
		categories=filters.category,
	)
	return SegmentAnswer(criteria=criteria)


def asks_age(filters: CustomerFilters) -> bool:
	return filters.age_from is not None or filters.age_to is not None


def _choose_kind(filters: CustomerFilters) -> SegmentKind:
	"""Return the kind: a list's companies have no age and an unknown gender, so they drop out."""
	is_personal = filters.gender and Gender.UNKNOWN not in filters.gender
	kinds = set(filters.kind) or set(CustomerKind)
	if len(kinds) == 1:
		return SegmentKind(kinds.pop().value)
	return SegmentKind.PERSON if is_personal or asks_age(filters) else SegmentKind.ANY
