"""The list of accounts: searched, narrowed, in an order."""

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, String, and_, func, select
from sqlalchemy.orm import Session

from campaigns.accounts.models.refresh_token import RefreshTokenRow
from campaigns.accounts.models.second_factor import SecondFactorRow
from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.models.staff_session import StaffSessionRow
from chasqui.contracts.campaigns.accounts import AccountFilters, AccountQuery, AccountState
from chasqui.kernel.data.listings import AT_ONCE, Condition, Filters, Listing, contain_all

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


def _ask(asked: AccountFilters) -> list[Condition]:
	row = StaffAccountRow
	searched = func.concat_ws(" ", row.name, row.username, row.email)
	words = (asked.q or "").lower().translate(str.maketrans(ACCENTED, PLAIN)).split()
	found = contain_all(normalize(searched), words)
	if asked.role is not None:
		found.append(row.roles.contains([asked.role.value]))
	return [*found, *([] if asked.state is None else [STATES[asked.state]])]


ACCOUNTS = Listing[StaffAccountRow](
	select(StaffAccountRow),
	StaffAccountRow.id,
	Filters(rules=[_ask]),
	sorts={
		"name": normalize(StaffAccountRow.name),
		"username": StaffAccountRow.username,
		"created": StaffAccountRow.created_at,
	},
	order="name",
)


class StaffListRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_page(self, query: AccountQuery) -> tuple[list[StaffAccountRow], str | None]:
		"""Return a page of accounts."""
		return ACCOUNTS.fetch_page(self._session, query)

	def stream(self, filters: AccountFilters) -> Iterator[list[StaffAccountRow]]:
		"""Yield all accounts that match, by name, some hundreds at a time."""
		found = ACCOUNTS.stream(self._session, filters)
		while rows := list(islice(found, AT_ONCE)):
			yield rows

	def count(self, filters: AccountFilters) -> int:
		"""Return how many match."""
		return ACCOUNTS.count(self._session, filters)

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
