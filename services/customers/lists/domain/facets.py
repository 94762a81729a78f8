"""Facets: how many of a list have each value, the facet's own filter left out."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial

from chasqui.contracts.customers.bands import AGE_BANDS, UNKNOWN_BAND
from chasqui.contracts.customers.lists import (
	NO_PROVINCE,
	CustomerFacets,
	CustomerFilters,
	FacetValue,
)
from customers.people.domain.fields import FACETED

PLAIN = (*FACETED, "category")


@dataclass(frozen=True, slots=True)
class FacetGroup:
	"""Customers who share all facets; `band` counts the age bands from the oldest.

	`values` are those of the declared facets and the category, by the names of their filters.
	"""

	values: dict[str, str | None]
	band: int | None
	may_email: bool
	may_phone: bool
	n: int


Check = Callable[[FacetGroup], bool]
Read = Callable[[FacetGroup], list[str]]


def sum_facets(groups: Iterable[FacetGroup], asked: CustomerFilters) -> CustomerFacets:
	"""Return the facets of a list; `tag` is another's."""
	groups = list(groups)
	checks = _build_checks(asked)
	counted = {
		name: _count(groups, read, [check for own, check in checks.items() if own != name])
		for name, read in READERS.items()
	}
	counted["age"].sort(key=lambda one: one.value)  # bands in their own order, not the commonest
	total = sum(one.n for one in groups if all(check(one) for check in checks.values()))
	return CustomerFacets(total=total, **counted)


def _build_checks(asked: CustomerFilters) -> dict[str, Check]:
	"""Return each facet's own filter as a check of a group."""
	plain = {name: chosen for name in PLAIN if (chosen := getattr(asked, name))}
	return {
		**{name: partial(_is_chosen, name, chosen) for name, chosen in plain.items()},
		"consent": lambda one: (
			asked.may_email in (None, one.may_email) and asked.may_phone in (None, one.may_phone)
		),
	}


def _count(groups: list[FacetGroup], read: Read, checks: list[Check]) -> list[FacetValue]:
	counts: Counter[str] = Counter()
	for one in groups:
		if all(check(one) for check in checks):
			for value in read(one):
				counts[value] += one.n
	return [FacetValue(value=value, customers=n) for value, n in counts.most_common()]


def _read_value(name: str, one: FacetGroup) -> list[str]:
	return [one.values[name] or NO_PROVINCE]  # nothing else may be missing


def _is_chosen(name: str, chosen: Collection[str], one: FacetGroup) -> bool:
	return _read_value(name, one)[0] in chosen


def _list_consents(one: FacetGroup) -> list[str]:
	may = [name for name, is_so in (("email", one.may_email), ("phone", one.may_phone)) if is_so]
	return may or ["none"]


def _name_band(one: FacetGroup) -> str:
	if one.band is None:
		return UNKNOWN_BAND
	# Born before the first bound is the oldest band; beyond the last one nobody is born yet.
	return AGE_BANDS[max(len(AGE_BANDS) - 1 - one.band, 0)].code


READERS: dict[str, Read] = {
	**{name: partial(_read_value, name) for name in PLAIN},
	"consent": _list_consents,
	"age": lambda one: [_name_band(one)],
}
