"""Several items at once: put on sale, or retired."""

from pydantic import Field

from chasqui.contracts.customers.catalogue import ItemFilters, ItemState
from chasqui.contracts.wire import Contract, Words

MOST_MOVED = 200
"""In one transaction."""


class ItemsMove(Contract):
	"""Asks for a state of all that match, of which the person saw `expected`."""

	filters: ItemFilters
	state: ItemState
	expected: int = Field(ge=1, le=MOST_MOVED)
	confirm_in_use: bool = False


class ItemRefusal(Contract):
	"""An item that stays as it was, and why."""

	id: int
	name: str
	reason: Words


class ItemsMoved(Contract):
	"""`same` were in the state already."""

	changed: int
	same: int
	refused: list[ItemRefusal] = []
