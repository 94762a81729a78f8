"""What the worker does for the cube."""

from collections.abc import Callable

from customers.segments.wiring import SegmentParts


def build_sweeps(wiring: SegmentParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""
	return [wiring.cube_clock.apply_changes]
