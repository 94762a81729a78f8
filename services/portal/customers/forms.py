"""The address of a list: its filters, its columns, and the addresses around it."""

from dataclasses import dataclass

from flask import request

from chasqui.contracts.customers.lists import CustomerFilters
from portal.customers.labels import COLUMNS, FILTERS, USUAL_COLUMNS, name_value
from portal.shell.lists.facets import Pairs


@dataclass(frozen=True)
class Chip:
	"""A filter that is on: what it is, and the address without it."""

	text: str
	args: Pairs


def read_columns() -> list[str]:
	"""Return the columns of the address besides the name; the usual ones where none is given."""
	asked = [name for name in request.args.getlist("columns") if name in set(COLUMNS)]
	return [name for name in COLUMNS if name in (asked or USUAL_COLUMNS)]


def list_pairs(filters: CustomerFilters) -> Pairs:
	"""Return filters as the parameters of an address."""
	pairs: Pairs = []
	for name, value in filters.write_params().items():
		if name in ("cursor", "limit"):
			continue
		values = value if isinstance(value, list) else [value]
		pairs += [(name, _write_text(one)) for one in values]
	return pairs


def list_chips(query: CustomerFilters) -> list[Chip]:
	"""Return the filters that are on, each with the address without it."""
	pairs = [*list_pairs(query), *(("columns", one) for one in request.args.getlist("columns"))]
	chips = []
	for name in query.list_asked():
		value = getattr(query, name)
		if name == "ids":
			rest = [pair for pair in pairs if pair[0] != "ids"]
			chips.append(Chip(f"{FILTERS[name]}: {len(value)}", rest))
			continue
		for one in value if isinstance(value, list) else [value]:
			gone = (name, _write_text(getattr(one, "value", one)))
			rest = [pair for pair in pairs if pair[0] != name or (name, pair[1]) != gone]
			chips.append(Chip(f"{FILTERS[name]}: {name_value(name, one)}", rest))
	return chips


def _write_text(value: object) -> str:
	return str(value).lower() if isinstance(value, bool) else str(value)
