"""What the worker does, by names on the broker."""

from collections.abc import Callable
from typing import Any

from chasqui.contracts import queues
from chasqui.kernel.tasks.worker import gather_tasks
from mailer.app.wiring import Wiring
from mailer.features import FEATURES


def build_tasks(wiring: Wiring) -> dict[str, Callable[..., Any]]:
	"""Return the service's tasks: those of its features, and those that go through all of them."""

	def consume_events(producers: list[str] | None = None) -> None:
		wiring.event_consumer.consume(producers)
		wiring.erasure_worker.write_receipts()

	tasks = gather_tasks(FEATURES, wiring, queues.MAILER_SWEEP)
	return {queues.CONSUME_EVENTS[wiring.service]: consume_events, **tasks}
