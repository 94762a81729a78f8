"""What the worker does for the advisors' desk."""

from collections.abc import Callable
from datetime import timedelta

from campaigns.desk.repositories.call_figures import CallFigureRepository
from campaigns.desk.repositories.call_leases import CallLeaseRepository
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.repositories.day_checks import find_day_differences
from campaigns.desk.wiring import DeskParts
from chasqui.contracts.campaigns.call_corrections import CORRECTABLE_FOR
from chasqui.kernel.clock import read_now
from chasqui.kernel.tasks.recounts import Recount

LEASES_KEPT = timedelta(days=30)
RESTS_KEPT = 2 * CORRECTABLE_FOR  # a correction may be under way


def build_sweeps(wiring: DeskParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def purge_leases() -> None:
		with wiring.database.open_session() as session:
			CallLeaseRepository(session).purge(read_now() - LEASES_KEPT)

	def purge_rests() -> None:
		with wiring.database.open_session() as session:
			CallTaskRepository(session).purge_rests(read_now() - RESTS_KEPT)

	def free_left_behind() -> None:
		with wiring.database.open_session() as session:
			CallLeaseRepository(session).free_left_behind(read_now())

	return [purge_leases, purge_rests, free_left_behind]


def build_recounts(wiring: DeskParts) -> list[Recount]:
	"""Return the figures that are counted again once a day."""
	zone = wiring.config.zone
	return [
		Recount("campaign_day", lambda session: find_day_differences(session, zone)),
		Recount("call", lambda one: CallFigureRepository(one, zone).find_call_differences()),
		Recount("member", lambda one: CallFigureRepository(one, zone).find_member_differences()),
	]
