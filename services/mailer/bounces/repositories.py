"""Bounces: kept, listed, counted; and what becomes of the mails that they are of."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from chasqui.contracts.mailer.bounces import BounceFilters, BounceQuery
from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.kernel.data.listings import Condition, Filters, Listing, pick_columns
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say
from mailer.bounces.models import BounceRow
from mailer.runs.models.delivery import DeliveryRow


def _match(asked: BounceFilters) -> list[Condition]:
	return [BounceRow.email.contains(asked.q.lower(), autoescape=True)] if asked.q else []


BOUNCES = Listing[BounceRow](
	select(BounceRow),
	BounceRow.id,
	Filters(pick_columns(BounceRow, "kind", "reason", "customer_id"), rules=[_match]),
	sorts={"at": BounceRow.at},
)


class BounceRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, row: BounceRow) -> None:
		"""Keep a bounce; its number is known afterwards."""
		self._session.add(row)
		self._session.flush()

	def list_page(self, asked: BounceQuery) -> tuple[list[BounceRow], str | None]:
		return BOUNCES.fetch_page(self._session, asked)

	def get(self, bounce_id: int) -> BounceRow:
		"""Return a bounce, to be changed.

		:raises NotFound: there is none
		"""
		row = self._session.get(BounceRow, bounce_id, with_for_update=True)
		if row is None:
			raise NotFound(say("No existe ese rebote."), code="no_bounce")
		return row

	def count_soft(self, digest: bytes, since: datetime) -> int:
		"""Return how many mails to an address came back softly since an instant, each once."""
		row = BounceRow
		query = select(func.count(func.distinct(row.delivery_id))).where(
			row.address_hash == digest, row.kind == "soft", row.at >= since
		)
		return self._session.scalar(query) or 0

	def find_delivery(self, run_id: int, digest: bytes) -> DeliveryRow | None:
		"""Return the mail of a run to an address."""
		row = DeliveryRow
		query = select(row).where(row.run_id == run_id, row.address_hash == digest)
		return self._session.scalar(query)

	def settle(self, delivery_id: int, state: DeliveryState, reason: str) -> None:
		"""Say what became of a mail that a server had taken, or of which nobody knew."""
		row = DeliveryRow
		open_to_news = [DeliveryState.ACCEPTED.value, DeliveryState.UNCERTAIN.value]
		mine = update(row).where(row.id == delivery_id, row.state.in_(open_to_news))
		news = {"state": state.value, "reason": reason or None, "lease_token": None}
		self._session.execute(mine.values(**news, updated_at=func.now()))
