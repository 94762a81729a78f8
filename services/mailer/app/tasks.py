"""What the worker does, by names on the broker."""

from collections import ChainMap
from collections.abc import Callable
from itertools import chain
from typing import Any

from chasqui.contracts import queues
from mailer.app.wiring import Wiring
from mailer.features import FEATURES


def build_tasks(wiring: Wiring) -> dict[str, Callable[..., Any]]:
	"""Return the service's tasks: those of its features, and those that go through all of them."""
	sweeps = [*chain(*FEATURES.gather("tasks", "build_sweeps", wiring))]

	def consume_events() -> None:
		wiring.event_consumer.consume()
		wiring.eraser.tell()

	def sweep() -> None:
		for run in sweeps:
			run()

	return {
		queues.MAILER_CONSUME_EVENTS: consume_events,
		queues.MAILER_SWEEP: sweep,
		**ChainMap(*FEATURES.gather("tasks", "build_tasks", wiring)),
	}
