"""What the worker does for the money of campaigns."""

from collections.abc import Callable

from campaigns.finance.repositories.paid_mails import PaidMailRepository
from campaigns.finance.wiring import FinanceParts
from chasqui.kernel.tasks.recounts import Recount


def build_sweeps(wiring: FinanceParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def pay_mails() -> None:
		with wiring.database.open_session() as session:
			wiring.make_mail_cost_service(session).pay()

	def watch_budgets() -> None:
		with wiring.database.open_session() as session:
			wiring.make_budget_watch_service(session).watch()

	return [pay_mails, watch_budgets]


def build_recounts(wiring: FinanceParts) -> list[Recount]:
	"""Return the figures that are counted again once a day."""
	zone = wiring.config.zone
	return [Recount("paid_mails", lambda one: PaidMailRepository(one).find_differences(zone))]
