"""Recorded calls and what they add up to."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccount
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.desk.domain import CONTACTS, MISSES
from campaigns.desk.models.call import Call
from campaigns.desk.models.call_task import CallTask


class CallRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, row: Call) -> None:
		self._session.add(row)
		self._session.flush()

	def find_by_token(self, advisor_id: int, token: UUID) -> Call | None:
		"""Return the call that was recorded with a lease token."""
		query = select(Call).where(Call.lease_token == token, Call.advisor_id == advisor_id)
		return self._session.scalar(query)

	def count_misses(self, task_id: int) -> int:
		"""Return how many calls of a task reached nobody since the last one that did."""
		last_contact = (
			select(func.coalesce(func.max(Call.id), 0))
			.where(Call.task_id == task_id, Call.result.in_(CONTACTS))
			.scalar_subquery()
		)
		query = select(func.count()).where(
			Call.task_id == task_id, Call.result.in_(MISSES), Call.id > last_contact
		)
		return self._session.scalar(query) or 0

	def list_recent(self, customer_id: int, limit: int) -> list[Row[Call, str, str]]:
		"""Return a customer's last calls in any campaign, with campaign and advisor."""
		query = (
			select(Call, CampaignRow.name, StaffAccount.name)
			.join(CampaignRow, CampaignRow.id == Call.campaign_id)
			.join(StaffAccount, StaffAccount.id == Call.advisor_id)
			.where(Call.customer_id == customer_id)
			.order_by(Call.recorded_at.desc(), Call.id.desc())
			.limit(limit)
		)
		return list(self._session.execute(query))

	def count_advisor_day(self, advisor_id: int, since: datetime) -> dict[str, int]:
		"""Return an advisor's calls by result since an instant."""
		query = (
			select(Call.result, func.count())
			.where(Call.advisor_id == advisor_id, Call.recorded_at >= since)
			.group_by(Call.result)
		)
		return {row[0]: row[1] for row in self._session.execute(query)}

	def count_campaign(self, campaign_id: int, zone: str) -> list[Row[str, str, str, int]]:
		"""Return a campaign's calls by result, advisor and day (in `zone`, ISO)."""
		day = func.to_char(func.timezone(zone, Call.recorded_at), "YYYY-MM-DD")
		query = (
			select(Call.result, StaffAccount.name, day, func.count())
			.join(StaffAccount, StaffAccount.id == Call.advisor_id)
			.where(Call.campaign_id == campaign_id)
			.group_by(Call.result, StaffAccount.name, day)
			.order_by(day, StaffAccount.name)
		)
		return list(self._session.execute(query))

	def count_pending(self, campaign_id: int) -> int:
		query = select(func.count()).where(
			CallTask.campaign_id == campaign_id, CallTask.state.in_(("pending", "leased"))
		)
		return self._session.scalar(query) or 0
