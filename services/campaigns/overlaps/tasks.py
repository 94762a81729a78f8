"""What the worker does for what campaigns share."""

from collections.abc import Callable

from campaigns.overlaps.repositories.pairs import OverlapRepository
from campaigns.overlaps.wiring import OverlapParts
from chasqui.kernel.tasks.recounts import Recount


def build_sweeps(wiring: OverlapParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""
	return [wiring.overlap_collector.count_stale]


def build_recounts(_wiring: OverlapParts) -> list[Recount]:
	"""Return the figures that are counted again once a day; these are mended besides."""
	return [Recount("overlap", lambda session: OverlapRepository(session).recount())]
