"""What the worker does, by names on the broker."""

from collections.abc import Callable
from typing import Any

from chasqui.contracts import queues
from mailer.wiring import Wiring


def build_tasks(wiring: Wiring) -> dict[str, Callable[..., Any]]:
	"""Return the service's tasks."""

	def consume_events() -> None:
		wiring.event_consumer.consume()
		wiring.eraser.tell()

	def open_monthly_runs() -> None:
		wiring.monthly_opener.open_due()

	def fill_run(*, run_id: int) -> None:
		wiring.run_filler.fill(run_id)

	def send_run(*, run_id: int) -> None:
		if wiring.run_sender.send(run_id):  # at the end of the queue: other runs have their turn
			wiring.publisher.publish(queues.MAILER_SEND_RUN, queues.MAILER_QUEUE, run_id=run_id)

	def sweep() -> None:
		wiring.sweeper.sweep()

	return {
		queues.MAILER_CONSUME_EVENTS: consume_events,
		queues.MAILER_OPEN_MONTHLY_RUNS: open_monthly_runs,
		queues.MAILER_FILL_RUN: fill_run,
		queues.MAILER_SEND_RUN: send_run,
		queues.MAILER_SWEEP: sweep,
	}
