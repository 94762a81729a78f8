"""The life of an item: written, sold, sold no more."""

from chasqui.contracts.customers.catalogue import ItemState

MOVES: dict[ItemState, frozenset[ItemState]] = {
	ItemState.DRAFT: frozenset({ItemState.ON_SALE}),
	ItemState.ON_SALE: frozenset({ItemState.RETIRED}),
	ItemState.RETIRED: frozenset({ItemState.ON_SALE}),
}


def may_move(now: ItemState, wanted: ItemState) -> bool:
	"""Return whether an item goes from one state to another."""
	return wanted in MOVES[now]
