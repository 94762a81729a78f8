"""Looks at people's risk: kept one by one, read as a history."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.risk.models.risk_check import RiskCheckRow
from chasqui.contracts.campaigns.risk import LookupKind, RiskHistoryQuery
from chasqui.kernel.data.listings import Filters, Listing, pick_columns

LOCK_INQUIRER = text("""
	SELECT pg_advisory_xact_lock(hashtextextended('risk_look ' || :staff_id, 0))
""")


CHECKS = Listing[RiskCheckRow](
	select(RiskCheckRow),
	RiskCheckRow.id,
	Filters(pick_columns(RiskCheckRow, "staff_id", "purpose")),
	order="-",
)


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
		self, query: RiskHistoryQuery, *, since: datetime | None, until: datetime | None
	) -> tuple[list[RiskCheckRow], str | None]:
		"""Return a page of looks, the newest first; `until` is not included."""
		when = [] if since is None else [RiskCheckRow.looked_at >= since]
		when += [] if until is None else [RiskCheckRow.looked_at < until]
		return CHECKS.fetch_page(self._session, query, *when)

	def name_staff(self, ids: set[int]) -> dict[int, str]:
		"""Return the names of staff by id."""
		query = select(StaffAccountRow.id, StaffAccountRow.name).where(StaffAccountRow.id.in_(ids))
		return {row[0]: row[1] for row in self._session.execute(query)}
