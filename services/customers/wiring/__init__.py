"""The only composition root: which concrete class stands behind which role."""

from customers.wiring.imports import ImportParts
from customers.wiring.lists import ListParts
from customers.wiring.people import PersonParts


class Wiring(ImportParts, ListParts, PersonParts):
	"""Parts of one process. What takes a session lives for one request or task."""


__all__ = ["Wiring"]
