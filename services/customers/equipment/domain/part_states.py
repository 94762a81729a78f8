"""The life of an order of spare parts: asked for, ordered, come, handed over or not."""

from chasqui.contracts.customers.part_orders import PartOrderState

MOVES: dict[PartOrderState, frozenset[PartOrderState]] = {
	PartOrderState.REQUESTED: frozenset(
		{PartOrderState.ORDERED, PartOrderState.DELIVERED, PartOrderState.CANCELLED}
	),
	PartOrderState.ORDERED: frozenset({PartOrderState.RECEIVED, PartOrderState.CANCELLED}),
	PartOrderState.RECEIVED: frozenset({PartOrderState.DELIVERED, PartOrderState.CANCELLED}),
	PartOrderState.DELIVERED: frozenset(),
	PartOrderState.CANCELLED: frozenset(),
}
WITH_OPEN_LINES = (PartOrderState.REQUESTED, PartOrderState.ORDERED)
"""States in which the lines may change: nothing has come yet."""


def may_move(now: PartOrderState, wanted: PartOrderState) -> bool:
	"""Return whether an order goes from one state to another."""
	return wanted in MOVES[now]


def is_closed(state: str) -> bool:
	return not MOVES[PartOrderState(state)]
