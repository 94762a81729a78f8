"""Facets of the lists of equipment and of what is done with it."""

from collections.abc import Callable, Mapping
from typing import Any

from portal.shell.lists.facets import Facet, Pairs, build_facet, keep_filled


def build_some(
	facets: Any,
	titles: Mapping[str, Any],
	pairs: Pairs,
	name: Callable[[str, Any], str],
	count: str,
) -> list[Facet]:
	"""Return the facets of a list whose address is `pairs`; none where they are not known.

	`name` gives what a value of a facet is called, `count` is the field that says how many.
	"""
	if facets is None:
		return []
	return keep_filled(
		build_facet(
			pairs,
			facet,
			title,
			((one.value, name(facet, one), getattr(one, count)) for one in getattr(facets, facet)),
		)
		for facet, title in titles.items()
	)
