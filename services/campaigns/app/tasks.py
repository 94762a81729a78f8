"""What the worker does, by names on the broker."""

from collections import ChainMap
from collections.abc import Callable
from itertools import chain
from typing import Any

from campaigns.app.wiring import Wiring
from campaigns.features import FEATURES
from campaigns.tables import IdempotencyKey
from chasqui.contracts import queues
from chasqui.kernel.idempotency_key import purge_keys


def build_tasks(wiring: Wiring) -> dict[str, Callable[..., Any]]:
	"""Return the service's tasks: those of its features, and those that go through all of them."""
	sweeps = [*chain(*FEATURES.gather("tasks", "build_sweeps", wiring))]

	def consume_events() -> None:
		wiring.event_consumer.consume()

	def sweep() -> None:
		with wiring.database.open_session() as session:
			purge_keys(session, IdempotencyKey)
		for run in sweeps:
			run()

	return {
		queues.CAMPAIGNS_CONSUME_EVENTS: consume_events,
		queues.CAMPAIGNS_SWEEP: sweep,
		**ChainMap(*FEATURES.gather("tasks", "build_tasks", wiring)),
	}
