"""What the worker does for comparisons."""

from collections.abc import Callable, Mapping

from campaigns.comparison.wiring import ComparisonParts
from chasqui.contracts import queues


def build_tasks(wiring: ComparisonParts) -> Mapping[str, Callable[..., None]]:
	def compare_audiences() -> None:
		wiring.comparison_worker.count_waiting()

	return {queues.CAMPAIGNS_COMPARE_AUDIENCE: compare_audiences}


def build_sweeps(wiring: ComparisonParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""
	return [wiring.comparison_worker.count_waiting]
