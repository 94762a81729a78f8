"""Who is behind the numbers that other services keep: names are the customers' alone."""

from collections.abc import Iterable

from chasqui.contracts.customers.names import MOST_NAMES, CustomerName, NameQuery
from chasqui.contracts.endpoints.customers import people as people_api
from chasqui.kernel.errors import Unavailable
from portal.siblings import ask


def find_names(ids: Iterable[int | None]) -> dict[int, CustomerName] | None:
	"""Return the customers of some numbers; None where they cannot be asked just now."""
	wanted = sorted({one for one in ids if one is not None})
	found: dict[int, CustomerName] = {}
	try:
		for start in range(0, len(wanted), MOST_NAMES):
			query = NameQuery(ids=wanted[start : start + MOST_NAMES])
			found |= {one.id: one for one in ask(people_api.list_names, query=query).items}
	except Unavailable:
		return None
	return found
