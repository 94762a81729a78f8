"""What the worker does for the statistics."""

from collections.abc import Callable

from campaigns.statistics.wiring import StatisticsParts


def build_sweeps(wiring: StatisticsParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""
	return [wiring.contact_hour_collector.count_daily]
