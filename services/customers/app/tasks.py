"""What the worker does, by names on the broker."""

from collections.abc import Callable
from typing import Any

from chasqui.contracts import queues
from chasqui.kernel.data.idempotency_key import purge_keys
from chasqui.kernel.tasks.worker import gather_tasks
from customers.app.wiring import Wiring
from customers.features import FEATURES
from customers.tables import IdempotencyRow


def build_tasks(wiring: Wiring) -> dict[str, Callable[..., Any]]:
	"""Return the service's tasks: those of its features, and those that go through all of them."""

	def consume_events(producers: list[str] | None = None) -> None:
		wiring.event_consumer.consume(producers)
		wiring.erasure_runner.sweep()

	def purge_answers() -> None:
		with wiring.database.open_session() as session:
			purge_keys(session, IdempotencyRow)

	tasks = gather_tasks(FEATURES, wiring, queues.CUSTOMERS_SWEEP, purge_answers)
	return {queues.CONSUME_EVENTS[wiring.service]: consume_events, **tasks}
