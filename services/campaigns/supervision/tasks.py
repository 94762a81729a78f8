"""What the worker does for supervision."""

from collections.abc import Callable

from campaigns.supervision.repositories import PauseRepository
from campaigns.supervision.wiring import SupervisionParts


def build_sweeps(wiring: SupervisionParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def end_pauses() -> None:
		with wiring.database.open_session() as session:
			PauseRepository(session).end_taken()

	return [end_pauses]
