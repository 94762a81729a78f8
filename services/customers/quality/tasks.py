"""What the worker does for the quality of the records."""

from collections.abc import Callable, Mapping

from chasqui.contracts import queues
from customers.quality.wiring import QualityParts


def build_tasks(wiring: QualityParts) -> Mapping[str, Callable[..., None]]:
	def find_duplicates() -> None:
		wiring.duplicate_search_runner.search()

	return {queues.CUSTOMERS_FIND_DUPLICATES: find_duplicates}
