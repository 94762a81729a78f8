"""Shows accounts as the administrator sees them."""

from collections.abc import Iterator, Sequence

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.accounts.repositories.staff_list import StaffListRepository
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.accounts import (
	Account,
	AccountFilters,
	AccountPatch,
	AccountQuery,
	AccountState,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.versions import write_version
from chasqui.kernel.errors import NotFound
from chasqui.kernel.texts.text import say

NO_ACCOUNT = say("No existe esa cuenta.")


class StaffReader:
	def __init__(self, staff: StaffRepository, rows: StaffListRepository) -> None:
		self._staff = staff
		self._rows = rows

	def list_page(self, query: AccountQuery) -> Page[Account]:
		"""Return a page of accounts."""
		rows, cursor = self._rows.list_page(query)
		return Page(items=self._view(rows), next_cursor=cursor)

	def stream(self, filters: AccountFilters) -> Iterator[Account]:
		"""Yield all accounts that match, by name."""
		for rows in self._rows.stream(filters):
			yield from self._view(rows)

	def count(self, filters: AccountFilters) -> int:
		"""Return how many accounts match."""
		return self._rows.count(filters)

	def show(self, staff_id: int) -> Account:
		"""Return one account.

		:raises NotFound: there is no such account
		"""
		account = self._staff.find_by_id(staff_id)
		if account is None:
			raise NotFound(NO_ACCOUNT, code="staff_not_found")
		return self.view(account)

	def view(self, account: StaffAccountRow) -> Account:
		"""Return an account that is at hand."""
		return self._view([account])[0]

	def _view(self, rows: Sequence[StaffAccountRow]) -> list[Account]:
		ids = [row.id for row in rows]
		protected = self._rows.find_protected(ids)
		sessions, used = self._rows.count_open(ids, read_now()), self._rows.find_last_uses(ids)
		accounts = [
			Account(
				id=row.id,
				username=row.username,
				name=row.name,
				email=row.email,
				roles=[Role(role) for role in row.roles],
				state=find_state(row),
				has_second_factor=row.id in protected,
				sessions=sessions.get(row.id, 0),
				last_used_at=used.get(row.id),
				created_at=row.created_at,
			)
			for row in rows
		]
		return [
			one.model_copy(update={"version": write_version(one, AccountPatch)}) for one in accounts
		]


def find_state(account: StaffAccountRow) -> AccountState:
	"""Return how an account stands."""
	if account.disabled_at is not None:
		return AccountState.DISABLED
	return AccountState.ACTIVE if account.password_hash is not None else AccountState.INVITED
