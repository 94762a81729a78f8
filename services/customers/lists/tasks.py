"""What the worker does for bulk actions."""

from collections.abc import Callable, Mapping

from chasqui.contracts import queues
from customers.lists.wiring import ListParts


def build_tasks(wiring: ListParts) -> Mapping[str, Callable[..., None]]:
	def run_bulk(*, job_id: int) -> None:
		wiring.bulk_runner.run(job_id)

	return {queues.CUSTOMERS_RUN_BULK: run_bulk}


def build_sweeps(wiring: ListParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""
	return [wiring.bulk_runner.sweep]
