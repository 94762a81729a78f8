"""Mails that servers took and that are counted with their audience: each is paid for once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Date as SqlDate
from sqlalchemy import Row, cast, func, select, update
from sqlalchemy.orm import Session

from campaigns.audiences.models import AcceptedMailsRow
from campaigns.finance.models.campaign_day import CampaignDayRow

AT_ONCE = 1000


class PaidMailRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def take(self) -> Sequence[Row[int, datetime, int]]:
		"""Return some mails that are paid for from now on: campaign, when, how many."""
		row = AcceptedMailsRow
		open_ones = select(row.event_id).where(~row.is_paid, row.customer_ids.is_(None))
		some = open_ones.limit(AT_ONCE).with_for_update(skip_locked=True)
		query = update(row).where(row.event_id.in_(some.scalar_subquery())).values(is_paid=True)
		return self._session.execute(
			query.returning(row.campaign_id, row.accepted_at, row.mails),
			execution_options={"synchronize_session": False},
		).all()

	def find_differences(self, zone: str) -> Sequence[Row[Any]]:
		"""Return the days whose mails are not those that were paid for."""
		row, day = AcceptedMailsRow, CampaignDayRow
		on = cast(func.timezone(zone, row.accepted_at), SqlDate).label("day")
		paid = (
			select(row.campaign_id, on, func.sum(row.mails).label("mails"))
			.where(row.is_paid, row.mails > 0)
			.group_by(row.campaign_id, on)
			.subquery()
		)
		is_same = (day.campaign_id == paid.c.campaign_id) & (day.day == paid.c.day)
		query = (
			select(
				func.coalesce(day.campaign_id, paid.c.campaign_id).label("campaign_id"),
				func.coalesce(day.day, paid.c.day).label("day"),
				func.coalesce(day.mails, 0).label("kept"),
				func.coalesce(paid.c.mails, 0).label("mails"),
			)
			.join_from(day, paid, is_same, full=True)
			.where(func.coalesce(day.mails, 0) != func.coalesce(paid.c.mails, 0))
		)
		return self._session.execute(query).all()
