"""What campaigns pay once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.finance.models.fixed_cost import FixedCostRow
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.data.listings import Listing
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say

COSTS = Listing[FixedCostRow](
	select(FixedCostRow), FixedCostRow.id, sorts={"day": FixedCostRow.day}, order="-day"
)


class FixedCostRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_page(
		self, campaign_id: int, query: ListQuery
	) -> tuple[list[FixedCostRow], str | None]:
		"""Return what a campaign pays once, the latest first."""
		return COSTS.fetch_page(self._session, query, FixedCostRow.campaign_id == campaign_id)

	def add(self, row: FixedCostRow) -> None:
		self._session.add(row)
		self._session.flush()

	def drop(self, campaign_id: int, cost_id: int) -> FixedCostRow:
		"""Forget a cost, and return it.

		:raises NotFound: the campaign has no such cost
		"""
		row = self._session.get(FixedCostRow, cost_id, with_for_update=True)
		if row is None or row.campaign_id != campaign_id:
			raise NotFound(say("No existe ese costo."), code="no_cost")
		self._session.delete(row)
		return row
