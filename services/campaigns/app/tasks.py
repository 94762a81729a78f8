"""What the worker does, by names on the broker."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from campaigns.app.wiring import Wiring
from campaigns.features import FEATURES
from campaigns.statistics.repositories.differences import FigureDifferenceRepository
from campaigns.tables import IdempotencyRow
from chasqui.contracts import queues
from chasqui.kernel.data.idempotency_key import purge_keys
from chasqui.kernel.tasks.worker import gather_tasks


def build_tasks(wiring: Wiring) -> dict[str, Callable[..., Any]]:
	"""Return the service's tasks: those of its features, and those that go through all of them."""

	def consume_events(producers: list[str] | None = None) -> None:
		wiring.event_consumer.consume(producers)

	def keep_difference(session: Session, figures: str, rows: int) -> None:
		FigureDifferenceRepository(session).keep(figures, rows)

	def purge_answers() -> None:
		with wiring.database.open_session() as session:
			purge_keys(session, IdempotencyRow)

	tasks = gather_tasks(
		FEATURES,
		wiring,
		queues.CAMPAIGNS_SWEEP,
		purge_answers,
		recount=queues.CAMPAIGNS_CHECK_FIGURES,
		keep=keep_difference,
	)
	return {queues.CONSUME_EVENTS[wiring.service]: consume_events, **tasks}
