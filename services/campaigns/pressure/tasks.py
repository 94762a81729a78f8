"""What the worker does for contact pressure."""

from collections.abc import Callable
from datetime import timedelta

from campaigns.pressure.repositories import ContactDayRepository
from campaigns.pressure.wiring import PressureParts
from chasqui.contracts.campaigns.pressure import LONGEST_DAYS
from chasqui.kernel.clock import read_today


def build_sweeps(wiring: PressureParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def prune_contacts() -> None:
		before = read_today(wiring.config.zone) - timedelta(days=LONGEST_DAYS)
		with wiring.database.open_session() as session:
			ContactDayRepository(session).prune(before)

	return [prune_contacts]
