"""The life of a sale: written, invoiced, paid, given back."""

from chasqui.contracts.customers.sales import SaleState

MOVES: dict[SaleState, frozenset[SaleState]] = {
	SaleState.DRAFT: frozenset({SaleState.INVOICED}),
	SaleState.INVOICED: frozenset({SaleState.PAID, SaleState.VOIDED}),
	SaleState.PAID: frozenset({SaleState.RETURNED}),
	SaleState.RETURNED: frozenset(),
	SaleState.VOIDED: frozenset(),
}


def may_move(now: SaleState, wanted: SaleState) -> bool:
	"""Return whether a sale goes from one state to another."""
	return wanted in MOVES[now]
