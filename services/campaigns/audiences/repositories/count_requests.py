"""What people ask a worker to count of an audience: one request per campaign."""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from campaigns.campaigns.models.count_request import CountRequestMixin
from chasqui.contracts.campaigns.counting import CountState
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import Text

# Not the row's lock: that would give the transaction its number, and the readers of events wait for
# every transaction with an older one, though it only counts (`read_feed`).
TURN = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:what, 0))")
Row = TypeVar("Row", bound=CountRequestMixin)


class CountRequestRepository(Generic[Row]):
	"""Base of each kind's; `missing` says that nobody asked, to people and to programs."""

	row: ClassVar[Any]
	"""A mapped class with `CountRequestMixin`."""
	missing: ClassVar[tuple[Text, str]]

	def __init__(self, session: Session) -> None:
		self._session = session

	def find(self, campaign_id: int, *, lock: bool = False) -> Row | None:
		found: Row | None = self._session.get(
			self.row, campaign_id, with_for_update=lock or None, populate_existing=lock
		)
		return found

	def get(self, campaign_id: int, *, lock: bool = False) -> Row:
		""":raises NotFound: nobody asked for it"""
		found = self.find(campaign_id, lock=lock)
		if found is None:
			text, code = self.missing
			raise NotFound(text, code=code)
		return found

	def add(self, row: Row) -> None:
		self._session.add(row)
		self._session.flush()

	def list_waiting(self) -> Sequence[int]:
		"""Return the campaigns that wait to be counted, those that wait longest first."""
		waiting = self.row.state == CountState.COUNTING.value
		query = select(self.row.campaign_id).where(waiting).order_by(self.row.asked_at)
		return self._session.scalars(query).all()

	def take(self, campaign_id: int) -> Row | None:
		"""Return what waits to be counted, unless somebody counts it just now.

		Nobody else is given it until the transaction ends, and nobody else changes it: who asks
		for what is being counted asks for the same.
		"""
		asked = {"what": f"{self.row.__tablename__} {campaign_id}"}
		if not self._session.scalar(TURN, asked):
			return None
		waiting = self.row.state == CountState.COUNTING.value
		query = select(self.row).where(self.row.campaign_id == campaign_id, waiting)
		found: Row | None = self._session.scalar(query)
		return found
