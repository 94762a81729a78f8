"""Looks at people's risk: kept one by one, read as a history."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.risk.models.risk_check import RiskCheckRow
from chasqui.contracts.campaigns.risk import LookupKind, RiskPurpose
from chasqui.kernel.data.pages import fetch_page

LOCK_INQUIRER = text("""
	SELECT pg_advisory_xact_lock(hashtextextended('risk_look ' || :staff_id, 0))
""")


class RiskCheckRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, row: RiskCheckRow) -> None:
		self._session.add(row)
		self._session.flush()

	def find_nth_last(self, staff_id: int, kind: LookupKind, count: int) -> datetime | None:
		"""Return when the `count`-th newest look of a kind was made by one of the staff.

		Looks of one person take turns until their transactions end, so that the next one counts.
		"""
		self._session.execute(LOCK_INQUIRER, {"staff_id": staff_id})
		query = select(RiskCheckRow.looked_at).where(
			RiskCheckRow.staff_id == staff_id, RiskCheckRow.kind == kind.value
		)
		return self._session.scalar(
			query.order_by(RiskCheckRow.id.desc()).offset(count - 1).limit(1)
		)

	def find_last(self, token: UUID) -> RiskCheckRow | None:
		"""Return the newest look made under a lease."""
		query = select(RiskCheckRow).where(RiskCheckRow.lease_token == token)
		return self._session.scalars(query.order_by(RiskCheckRow.id.desc())).first()

	def list_page(
		self,
		*,
		staff_id: int | None,
		purpose: RiskPurpose | None,
		since: datetime | None,
		until: datetime | None,
		cursor: str | None,
		limit: int,
	) -> tuple[list[RiskCheckRow], str | None]:
		"""Return a page of looks, the newest first; `until` is not included."""
		query: Select[Any] = select(RiskCheckRow)
		if staff_id is not None:
			query = query.where(RiskCheckRow.staff_id == staff_id)
		if purpose is not None:
			query = query.where(RiskCheckRow.purpose == purpose.value)
		if since is not None:
			query = query.where(RiskCheckRow.looked_at >= since)
		if until is not None:
			query = query.where(RiskCheckRow.looked_at < until)
		return fetch_page(
			self._session,
			query,
			keys=[RiskCheckRow.id],
			cursor=cursor,
			limit=limit,
			descending=True,
		)

	def name_staff(self, ids: set[int]) -> dict[int, str]:
		"""Return the names of staff by id."""
		query = select(StaffAccountRow.id, StaffAccountRow.name).where(StaffAccountRow.id.in_(ids))
		return {row[0]: row[1] for row in self._session.execute(query)}
