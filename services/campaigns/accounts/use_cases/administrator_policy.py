"""Somebody must be left who can administer, whatever two people do at once."""

from collections.abc import Collection

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.repositories.staff import StaffRepository
from chasqui.contracts.access import Role
from chasqui.kernel.errors import Conflict, FieldError
from chasqui.kernel.texts.text import say

LAST = say("Es la última cuenta que puede administrar: antes, dé ese papel a otra persona.")


class AdministratorPolicy:
	"""Whoever may take an administrator away holds all of them first, in one order."""

	def __init__(self, staff: StaffRepository) -> None:
		self._staff = staff

	def hold(self) -> None:
		"""Hold the accounts of all administrators until the transaction ends."""
		self._staff.lock_administrators()

	def check_roles(self, account: StaffAccountRow, roles: Collection[str]) -> None:
		"""Let an account have these roles from now on; none, where it is disabled.

		:raises Conflict: nobody would be left to administer
		"""
		is_one = Role.ADMINISTRATOR in account.roles and account.disabled_at is None
		if not is_one or Role.ADMINISTRATOR in roles:
			return
		others = {one.id for one in self._staff.lock_administrators() if can_sign_in(one)}
		if not others - {account.id}:
			fields = [FieldError("roles", LAST, "last_administrator")]
			raise Conflict(LAST, code="last_administrator", fields=fields)


def can_sign_in(account: StaffAccountRow) -> bool:
	"""Return whether a password opens an account."""
	return account.disabled_at is None and account.password_hash is not None
