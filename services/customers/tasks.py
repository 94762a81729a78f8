"""What the worker does, by names on the broker."""

from collections.abc import Callable
from typing import Any

from chasqui.contracts import queues
from chasqui.kernel.idempotency_key import purge_keys
from customers.models.feed import IdempotencyRow
from customers.wiring import Wiring


def build_tasks(wiring: Wiring) -> dict[str, Callable[..., Any]]:
	"""Return the service's tasks."""

	def run_import(*, import_id: int) -> None:
		wiring.import_runner.run(import_id)

	def run_bulk(*, job_id: int) -> None:
		wiring.bulk_runner.run(job_id)

	def consume_events() -> None:
		wiring.event_consumer.consume()
		wiring.erasure_runner.run()

	def sweep() -> None:
		wiring.cube_clock.fold()
		with wiring.database.open_session() as session:
			wiring.make_auditor(session).forget_old()
			wiring.make_import_desk(session).forget_old()
			purge_keys(session, IdempotencyRow)
		for import_id in wiring.import_runner.list_waiting():
			wiring.import_runner.run(import_id)
		wiring.first_load.restore()
		for job_id in wiring.bulk_runner.list_waiting():
			wiring.bulk_runner.run(job_id)

	def find_duplicates() -> None:
		wiring.duplicate_searcher.search()

	return {
		queues.CUSTOMERS_FIND_DUPLICATES: find_duplicates,
		queues.CUSTOMERS_RUN_BULK: run_bulk,
		queues.CUSTOMERS_RUN_IMPORT: run_import,
		queues.CUSTOMERS_CONSUME_EVENTS: consume_events,
		queues.CUSTOMERS_SWEEP: sweep,
	}
