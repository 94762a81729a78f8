"""What the worker does for quotes."""

from collections.abc import Callable

from customers.audit.domain import Actor
from customers.quotes.wiring import QuoteParts

CLOCK = Actor("task:quotes", "Vencimiento automático")


def build_sweeps(wiring: QuoteParts) -> list[Callable[[], object]]:
	"""Return what is looked after again and again."""

	def expire() -> None:
		with wiring.database.open_session() as session:
			wiring.make_quote_move_service(session, None).expire(CLOCK)

	return [expire]
