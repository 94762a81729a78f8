"""What the worker does for the quality of the records."""

from collections.abc import Callable, Mapping

from chasqui.contracts import queues
from customers.audit.domain import Actor
from customers.quality.wiring import QualityParts

CLOCK = Actor("task:duplicates", "Búsqueda automática")


def build_tasks(wiring: QualityParts) -> Mapping[str, Callable[..., None]]:
	def find_duplicates() -> None:
		with wiring.database.open_session() as session:
			wiring.make_duplicate_search_service(session).request(CLOCK)

	def run_search(*, search_id: int) -> None:
		wiring.duplicate_search_runner.run(search_id)

	return {
		queues.CUSTOMERS_FIND_DUPLICATES: find_duplicates,
		queues.CUSTOMERS_RUN_SEARCH: run_search,
	}


def build_sweeps(wiring: QualityParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def delete_old() -> None:
		days = wiring.config.import_report_days
		with wiring.database.open_session() as session:
			wiring.make_duplicate_search_service(session).delete_old(days)

	return [delete_old, wiring.duplicate_search_runner.sweep]
