"""Recorded calls and what they add up to."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Row, delete, func, select
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.campaigns.models.campaign import CampaignRow
from campaigns.desk.domain import CONTACTS, MISSES
from campaigns.desk.models.call import CallRow
from campaigns.desk.models.call_sale import CallSaleRow
from campaigns.results.models.own_result import OwnResultRow
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.finance import CallSale


class CallRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, row: CallRow, sale: CallSale | None = None) -> None:
		"""Keep a call, and what was sold in it."""
		self._session.add(row)
		self._session.flush()
		if sale is not None:
			of = {"call_id": row.id, "customer_id": row.customer_id}
			self._session.add(CallSaleRow(**of, **sale.model_dump()))
			self._session.flush()

	def find_sale(self, call_id: int) -> CallSale | None:
		"""Return what was sold in a call, if anything was written down."""
		row = self._session.get(CallSaleRow, call_id)
		return None if row is None else CallSale.model_validate(row)

	def find_campaign_name(self, call: CallRow) -> str:
		"""Return what the campaign of a call is called."""
		return self._session.get_one(CampaignRow, call.campaign_id).name

	def replace_sale(self, call: CallRow, sale: CallSale | None) -> None:
		"""Keep what was sold in a call, in place of what was written down before."""
		self._session.execute(delete(CallSaleRow).where(CallSaleRow.call_id == call.id))
		self.add(call, sale)

	def find(self, call_id: int) -> CallRow | None:
		return self._session.get(CallRow, call_id)

	def lock(self, call: CallRow) -> None:
		"""Let those who change a call take turns, and read it as it is."""
		self._session.refresh(call, with_for_update=True)

	def has_later(self, call: CallRow) -> bool:
		"""Return whether the task of a call has a later one."""
		query = select(CallRow.id).where(CallRow.task_id == call.task_id, CallRow.id > call.id)
		return self._session.scalar(query.limit(1)) is not None

	def find_stop(self, campaign_id: int, person: Sequence[int]) -> CallRow | None:
		"""Return a campaign's newest call to a person after which it mails them no more."""
		query = select(CallRow).where(
			CallRow.customer_id.in_(person),
			CallRow.campaign_id == campaign_id,
			CallRow.result.in_([one.value for one in CallResult if one.outcome.stops_mail]),
		)
		return self._session.scalar(query.order_by(CallRow.id.desc()).limit(1))

	def find_by_token(self, advisor_id: int, token: UUID) -> CallRow | None:
		"""Return the call that was recorded with a lease token."""
		query = select(CallRow).where(
			CallRow.lease_token == token, CallRow.advisor_id == advisor_id
		)
		return self._session.scalar(query)

	def count_misses(self, task_id: int, number: int) -> int:
		"""Return how many calls of a task in a round reached nobody since the last one that did."""
		last_contact = (
			select(func.coalesce(func.max(CallRow.id), 0))
			.where(CallRow.task_id == task_id, CallRow.result.in_(CONTACTS))
			.scalar_subquery()
		)
		query = select(func.count()).where(
			CallRow.task_id == task_id,
			CallRow.round == number,
			CallRow.result.in_(MISSES),
			CallRow.id > last_contact,
		)
		return self._session.scalar(query) or 0

	def list_alike(self, call: CallRow, since: datetime) -> Sequence[datetime]:
		"""Return when calls of a task ended as one of them since an instant, the newest first."""
		row = CallRow
		query = select(row.recorded_at).where(
			row.task_id == call.task_id,
			row.result == call.result,
			row.own_result_id.is_not_distinct_from(call.own_result_id),
			row.recorded_at > since,
		)
		return self._session.scalars(query.order_by(row.recorded_at.desc())).all()

	def list_recent(self, customer_id: int, limit: int) -> list[Row[CallRow, str, str, str | None]]:
		"""Return a customer's last calls in any campaign, with campaign, advisor and own result."""
		query = (
			select(CallRow, CampaignRow.name, StaffAccountRow.name, OwnResultRow.name)
			.outerjoin(OwnResultRow, OwnResultRow.id == CallRow.own_result_id)
			.join(CampaignRow, CampaignRow.id == CallRow.campaign_id)
			.join(StaffAccountRow, StaffAccountRow.id == CallRow.advisor_id)
			.where(CallRow.customer_id == customer_id)
			.order_by(CallRow.recorded_at.desc(), CallRow.id.desc())
			.limit(limit)
		)
		return list(self._session.execute(query))

	def count_advisor_day(self, advisor_id: int, since: datetime) -> dict[str, int]:
		"""Return an advisor's calls by result since an instant."""
		query = (
			select(CallRow.result, func.count())
			.where(CallRow.advisor_id == advisor_id, CallRow.recorded_at >= since)
			.group_by(CallRow.result)
		)
		return {row[0]: row[1] for row in self._session.execute(query)}
