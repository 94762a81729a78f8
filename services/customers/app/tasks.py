"""What the worker does, by names on the broker."""

from collections import ChainMap
from collections.abc import Callable
from itertools import chain
from typing import Any

from chasqui.contracts import queues
from chasqui.kernel.idempotency_key import purge_keys
from customers.app.wiring import Wiring
from customers.features import FEATURES
from customers.tables import IdempotencyRow


def build_tasks(wiring: Wiring) -> dict[str, Callable[..., Any]]:
	"""Return the service's tasks: those of its features, and those that go through all of them."""
	sweeps = [*chain(*FEATURES.gather("tasks", "build_sweeps", wiring))]

	def consume_events() -> None:
		wiring.event_consumer.consume()
		wiring.erasure_runner.run()

	def sweep() -> None:
		with wiring.database.open_session() as session:
			purge_keys(session, IdempotencyRow)
		for run in sweeps:
			run()

	return {
		queues.CUSTOMERS_CONSUME_EVENTS: consume_events,
		queues.CUSTOMERS_SWEEP: sweep,
		**ChainMap(*FEATURES.gather("tasks", "build_tasks", wiring)),
	}
