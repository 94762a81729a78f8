"""How often people may be mailed, and when they were reached otherwise."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from chasqui.contracts.campaigns.pressure import PressureLimits
from chasqui.kernel.feed.day_ledgers import DayLedgerRepository
from mailer.pressure.models import OF_ALL, ContactDayRow, PressureLimitsRow

MERGES = "merged_customer"
"""The table of the service's merges, which belongs to `people`."""


class PressureRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def keep(self, campaign_id: int | None, limits: PressureLimits | None, at: datetime) -> None:
		"""Keep what was published at an instant, unless something later is known."""
		news: Mapping[str, Any] = {
			"limits": None if limits is None else limits.model_dump(),
			"changed_at": at,
		}
		row = PressureLimitsRow
		statement = insert(row).values(campaign_id=campaign_id or OF_ALL, **news)
		statement = statement.on_conflict_do_update(
			index_elements=["campaign_id"], set_=news, where=row.changed_at <= at
		)
		self._session.execute(statement)


class ContactDayRepository(DayLedgerRepository):
	def __init__(self, session: Session) -> None:
		super().__init__(session, ContactDayRow, MERGES)
