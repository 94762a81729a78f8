"""The facets at the side of a list, where they are counted after the page is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template

from portal.shell.lists.facets import Facet
from portal.shell.pages.parts import load_part


@dataclass(frozen=True)
class FacetSide:
	"""How many rows the list has, in words, and how many each further choice would leave."""

	total: Any
	facets: Sequence[Facet]


def render_side(path: str, count: Callable[[], FacetSide]) -> str:
	"""Return the side of the list at `path`; it says so where its service cannot count."""
	return render_template("shell/facets.html", path=path, side=load_part(count))
