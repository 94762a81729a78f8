"""What each day of a campaign did and sold, added up as it happens."""

from datetime import date
from decimal import Decimal

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.finance.models.campaign_day import CampaignDayRow


class CampaignDayRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, campaign_id: int, day: date, **counts: int | Decimal) -> None:
		"""Add to the counts of a day, by their columns.

		It holds the row of the day until the transaction ends: whoever adds does it last.
		"""
		row = CampaignDayRow
		statement = insert(row).values(campaign_id=campaign_id, day=day, **counts)
		added = {name: getattr(row, name) + statement.excluded[name] for name in counts}
		self._session.execute(
			statement.on_conflict_do_update(index_elements=["campaign_id", "day"], set_=added)
		)
