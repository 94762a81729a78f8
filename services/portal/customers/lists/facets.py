"""The facets of the list of customers: how many each further choice would leave."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.lists import CustomerFacets, FacetValue
from portal.customers.labels import name_value
from portal.shell.lists.facets import (
	Facet,
	FacetLine,
	Pairs,
	build_facet,
	build_line,
	drop,
	keep_filled,
)

# The facets that set the filter of their own name.
FACETS = (
	("kind", _("Tipo")), ("category", _("Categoría")), ("gender", _("Género")),
	("province", _("Provincia")), ("tag", _("Etiquetas")),
)  # fmt: skip


def build_facets(facets: CustomerFacets, pairs: Pairs) -> list[Facet]:
	"""Return the facets of a list whose address is `pairs`; those without rows fall out."""
	plain = (
		build_facet(pairs, name, title, name_values(name, getattr(facets, name)))
		for name, title in FACETS
	)
	further = (
		Facet(_("Permisos"), [build_consent(pairs, one) for one in facets.consent]),
		Facet(_("Edad"), [build_age(pairs, one) for one in facets.age]),
	)
	return keep_filled((*plain, *further))


def name_values(name: str, values: Iterable[FacetValue]) -> Iterator[tuple[str, Any, int]]:
	"""Yield the values of a filter with what each is called and how many customers have it."""
	return ((one.value, name_value(name, one.value), one.customers) for one in values)


def build_consent(pairs: Pairs, one: FacetValue) -> FacetLine:
	"""Return the line of a permission; «none» takes both filters."""
	choices: Sequence[tuple[str, str]] = ((f"may_{one.value}", "true"),)
	if one.value == "none":
		choices = (("may_email", "false"), ("may_phone", "false"))
	return build_line(pairs, name_value("consent", one.value), one.customers, *choices)


def build_age(pairs: Pairs, one: FacetValue) -> FacetLine:
	"""Return the line of a band of ages: ``18-24``, ``65+``; who has no age cannot be chosen."""
	low, _dash, high = one.value.replace("+", "-").partition("-")
	if not low.isdigit():
		return FacetLine(gettext("Sin dato"), one.customers)
	bounds = [("age_from", low)] + ([("age_to", high)] if high else [])
	return FacetLine(one.value, one.customers, drop(pairs, ("age_from", "age_to")) + bounds)
