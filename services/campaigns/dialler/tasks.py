"""What the worker does for the dialler."""

from collections.abc import Callable
from datetime import timedelta

from campaigns.dialler.repositories import DialAttemptRepository
from campaigns.dialler.wiring import DiallerParts
from chasqui.kernel.clock import read_now

ATTEMPTS_KEPT = timedelta(days=30)


def build_sweeps(wiring: DiallerParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def purge_dials() -> None:
		with wiring.database.open_session() as session:
			DialAttemptRepository(session).purge(read_now() - ATTEMPTS_KEPT)

	return [purge_dials]
