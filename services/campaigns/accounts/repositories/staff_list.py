"""The list of accounts: searched, narrowed, in an order."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, func, select
from sqlalchemy.orm import Session

from campaigns.accounts.models.refresh_token import RefreshTokenRow
from campaigns.accounts.models.second_factor import SecondFactorRow
from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.models.staff_session import StaffSessionRow
from chasqui.contracts.campaigns.accounts import AccountFilters, AccountQuery, AccountState
from chasqui.kernel.data.pages import Column, doubt_cursor, encode_cursor, follow_order

ACCENTED, PLAIN = "áàäâãéèëêíìïîóòöôõúùüûñç", "aaaaaeeeeiiiiooooouuuunc"
STATES: dict[AccountState, ColumnElement[bool]] = {
	AccountState.DISABLED: StaffAccountRow.disabled_at.is_not(None),
	AccountState.INVITED: and_(
		StaffAccountRow.disabled_at.is_(None), StaffAccountRow.password_hash.is_(None)
	),
	AccountState.ACTIVE: and_(
		StaffAccountRow.disabled_at.is_(None), StaffAccountRow.password_hash.is_not(None)
	),
}


def normalize(text: ColumnElement[str] | Any) -> ColumnElement[str]:
	"""Return a text of SQL as it is searched and sorted: in small letters, without accents."""
	return func.translate(func.lower(text), ACCENTED, PLAIN, type_=String)


SORTS: dict[str, Column] = {
	"name": normalize(StaffAccountRow.name),
	"username": StaffAccountRow.username,
	"created": StaffAccountRow.created_at,
}


class StaffListRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_page(self, query: AccountQuery) -> tuple[list[StaffAccountRow], str | None]:
		"""Return a page of accounts."""
		keys = [SORTS[query.sort.removeprefix("-")], StaffAccountRow.id]
		columns: tuple[Any, ...] = (StaffAccountRow, *keys)
		asked = select(*columns).where(*_build_conditions(query))
		asked = follow_order(asked, keys, query.cursor, descending=query.sort.startswith("-"))
		with doubt_cursor(query.cursor):
			rows = self._session.execute(asked.limit(query.limit + 1)).all()
		found = [row[0] for row in rows[: query.limit]]
		if len(rows) <= query.limit:
			return found, None
		return found, encode_cursor([str(value) for value in rows[query.limit - 1][1:]])

	def stream(self, filters: AccountFilters) -> Iterator[list[StaffAccountRow]]:
		"""Yield all accounts that match, by name, some hundreds at a time."""
		query = select(StaffAccountRow).where(*_build_conditions(filters))
		query = query.order_by(SORTS["name"], StaffAccountRow.id)
		found = self._session.scalars(query.execution_options(yield_per=500))
		yield from (list(rows) for rows in found.partitions())

	def count(self, filters: AccountFilters) -> int:
		"""Return how many match."""
		query = select(func.count()).select_from(StaffAccountRow)
		return self._session.scalar(query.where(*_build_conditions(filters))) or 0

	def find_protected(self, staff_ids: Collection[int]) -> set[int]:
		"""Return which of some accounts have a second factor that is on."""
		query = select(SecondFactorRow.staff_id).where(
			SecondFactorRow.staff_id.in_(staff_ids), SecondFactorRow.confirmed_at.is_not(None)
		)
		return set(self._session.scalars(query))

	def count_open(self, staff_ids: Collection[int], now: datetime) -> dict[int, int]:
		"""Return how many sign-ins each of some people has open."""
		query = (
			select(StaffSessionRow.staff_id, func.count(StaffSessionRow.family.distinct()))
			.join(RefreshTokenRow, RefreshTokenRow.family == StaffSessionRow.family)
			.where(
				StaffSessionRow.staff_id.in_(staff_ids),
				StaffSessionRow.ended_at.is_(None),
				StaffSessionRow.ends_at > now,
				RefreshTokenRow.expires_at > now,
			)
			.group_by(StaffSessionRow.staff_id)
		)
		return {row[0]: row[1] for row in self._session.execute(query)}

	def find_last_uses(self, staff_ids: Collection[int]) -> dict[int, datetime]:
		"""Return when each of some people renewed a sign-in last, as far as that is kept."""
		query = (
			select(StaffSessionRow.staff_id, func.max(RefreshTokenRow.created_at))
			.join(RefreshTokenRow, RefreshTokenRow.family == StaffSessionRow.family)
			.where(StaffSessionRow.staff_id.in_(staff_ids))
			.group_by(StaffSessionRow.staff_id)
		)
		return {row[0]: row[1] for row in self._session.execute(query)}


def _build_conditions(filters: AccountFilters) -> list[ColumnElement[bool]]:
	row = StaffAccountRow
	searched = func.concat_ws(" ", row.name, row.username, row.email)
	words = (filters.q or "").lower().translate(str.maketrans(ACCENTED, PLAIN)).split()
	conditions = [normalize(searched).contains(word, autoescape=True) for word in words]
	if filters.role is not None:
		conditions.append(row.roles.contains([filters.role.value]))
	if filters.state is not None:
		conditions.append(STATES[filters.state])
	return conditions
