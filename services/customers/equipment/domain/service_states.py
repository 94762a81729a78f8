"""The life of a service order: asked for, planned, begun, done or not."""

from chasqui.contracts.customers.service_orders import OPEN, ServiceState

MOVES: dict[ServiceState, frozenset[ServiceState]] = {
	ServiceState.REQUESTED: frozenset(
		{ServiceState.PLANNED, ServiceState.IN_PROGRESS, ServiceState.CANCELLED}
	),
	ServiceState.PLANNED: frozenset(
		{ServiceState.PLANNED, ServiceState.IN_PROGRESS, ServiceState.CANCELLED}
	),
	ServiceState.IN_PROGRESS: frozenset({ServiceState.DONE, ServiceState.CANCELLED}),
	ServiceState.DONE: frozenset(),
	ServiceState.CANCELLED: frozenset(),
}


def may_move(now: ServiceState, wanted: ServiceState) -> bool:
	"""Return whether an order goes from one state to another; a plan may be made anew."""
	return wanted in MOVES[now]


def is_open(state: str) -> bool:
	return ServiceState(state) in OPEN
