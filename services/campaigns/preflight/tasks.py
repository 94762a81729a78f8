"""What the worker does for pre-flights."""

from collections.abc import Callable, Mapping

from campaigns.preflight.wiring import PreflightParts
from chasqui.contracts import queues


def build_tasks(wiring: PreflightParts) -> Mapping[str, Callable[..., None]]:
	def count_preflights() -> None:
		wiring.preflight_worker.count_waiting()

	return {queues.CAMPAIGNS_COUNT_PREFLIGHT: count_preflights}


def build_sweeps(wiring: PreflightParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""
	return [wiring.preflight_worker.count_waiting]
