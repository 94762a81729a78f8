"""What the worker does for the money of campaigns."""

from collections.abc import Callable

from campaigns.finance.wiring import FinanceParts


def build_sweeps(wiring: FinanceParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def watch_budgets() -> None:
		with wiring.database.open_session() as session:
			wiring.make_budget_watch_service(session).watch()

	return [watch_budgets]
