"""How closely the budgets of campaigns are watched."""

from collections.abc import Collection

from sqlalchemy import update
from sqlalchemy.orm import Session

from campaigns.finance.models.budget_watch import BudgetWatchRow
from chasqui.contracts.campaigns.finance import STOP_PERCENT, BudgetLevel


class BudgetWatchRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def find(self, campaign_id: int) -> BudgetWatchRow:
		"""Return how a campaign is watched; as all are where nobody said otherwise.

		Whoever changes it holds the campaign.
		"""
		row = self._session.get(BudgetWatchRow, campaign_id)
		return row or BudgetWatchRow(
			campaign_id=campaign_id,
			stop_percent=STOP_PERCENT,
			pauses_itself=False,
			version=0,
			level=BudgetLevel.FINE.value,
		)

	def relax(self, *, except_for: Collection[int]) -> None:
		"""Forget that other campaigns were near their budgets: they have more, or are over."""
		row = BudgetWatchRow
		query = update(row).where(
			row.level != BudgetLevel.FINE.value, row.campaign_id.not_in(except_for)
		)
		self._session.execute(query.values(level=BudgetLevel.FINE.value))

	def keep(self, row: BudgetWatchRow) -> None:
		self._session.add(row)
		self._session.flush()
