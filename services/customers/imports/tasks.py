"""What the worker does for imports."""

from collections.abc import Callable, Mapping

from chasqui.contracts import queues
from customers.imports.wiring import ImportParts


def build_tasks(wiring: ImportParts) -> Mapping[str, Callable[..., None]]:
	def run_import(*, import_id: int) -> None:
		wiring.import_runner.run(import_id)

	return {queues.CUSTOMERS_RUN_IMPORT: run_import}


def build_sweeps(wiring: ImportParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def delete_old() -> None:
		with wiring.database.open_session() as session:
			wiring.make_import_service(session).delete_old()

	return [delete_old, wiring.import_runner.sweep, wiring.first_load.restore]
