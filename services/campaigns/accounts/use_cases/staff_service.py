"""Makes, lists, disables and enables staff accounts, and takes lost second factors off them."""

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.repositories.password_links import PasswordLinkRepository
from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.accounts.use_cases.administrator_policy import AdministratorPolicy
from campaigns.accounts.use_cases.passwords import set_password, verify_password
from campaigns.accounts.use_cases.second_factor_service import SecondFactorService
from campaigns.accounts.use_cases.staff_reader import NO_ACCOUNT
from campaigns.accounts.use_cases.staff_session_service import StaffSessionService
from campaigns.accounts.use_cases.tokens import describe_staff
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.contracts.campaigns.staff import Staff
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, NotFound
from chasqui.kernel.security.events import report
from chasqui.kernel.texts.text import say


class StaffService:
	"""A new password, other roles, a disabled account or a second factor that was taken off end
	every sign-in of the person. `by` is the subject who asks.
	"""

	def __init__(
		self,
		staff: StaffRepository,
		sessions: StaffSessionService,
		factors: SecondFactorService,
		links: PasswordLinkRepository,
		policy: AdministratorPolicy,
	) -> None:
		self._staff = staff
		self._sessions = sessions
		self._factors = factors
		self._links = links
		self._policy = policy

	def ensure_account(
		self, username: str, name: str, roles: list[Role], password: str, email: str | None = None
	) -> Staff:
		"""Make the account, or give an existing one this name, these roles and this password; its
		e-mail stays where none is given.

		:raises Invalid: the password is short or easy to guess
		:raises Conflict: nobody would be left to administer
		"""
		self._policy.hold()
		account = self._staff.lock_by_username(username)
		if account is None:
			account = StaffAccountRow(username=username.strip().lower(), roles=[])
		is_same = _has(account, roles, password)
		account.name, account.email = name, email or account.email
		if not is_same:
			self._policy.check_roles(account, roles)
			account.roles = [role.value for role in roles]
			set_password(account, password)
		self._staff.add(account)
		if not is_same:
			self._links.drop(account.id)
			self._sessions.end_all(account.id)
		return describe_staff(account)

	def disable(self, staff_id: int, *, by: str = "") -> None:
		"""Let an account sign in no more and end its sign-ins.

		:raises NotFound: there is no such account
		:raises Conflict: it is the account of who asks, or nobody would be left to administer
		"""
		if by == f"staff:{staff_id}":
			raise Conflict(say("Nadie puede desactivar su propia cuenta."), code="own_account")
		self._policy.hold()
		account = self._lock(staff_id)
		self._policy.check_roles(account, [])
		account.disabled_at = account.disabled_at or read_now()
		report(SecurityKind.ACCOUNT_DISABLED, subject=f"staff:{staff_id}", by=by)
		self._links.drop(staff_id)
		self._sessions.end_all(staff_id, by=by)

	def end_sessions(self, staff_id: int, *, by: str = "") -> None:
		"""End every sign-in of a person.

		:raises NotFound: there is no such account
		"""
		self._lock(staff_id)
		self._sessions.end_all(staff_id, by=by)

	def enable(self, staff_id: int, *, by: str = "") -> None:
		"""Let a disabled account sign in again; its sign-ins of before stay ended.

		:raises NotFound: there is no such account
		"""
		account = self._lock(staff_id)
		if account.disabled_at is not None:
			account.disabled_at = None
			report(SecurityKind.ACCOUNT_ENABLED, subject=f"staff:{staff_id}", by=by)

	def reset_second_factor(self, staff_id: int, *, by: str = "") -> None:
		"""Take a lost second factor off an account and end its sign-ins.

		:raises NotFound: there is no such account
		:raises Conflict: it is the account of who asks, who has to prove more to do that
		"""
		if by == f"staff:{staff_id}":
			text = say("Su propio segundo factor se apaga en «Mi cuenta».")
			raise Conflict(text, code="own_account")
		self._lock(staff_id)
		self._factors.drop(staff_id)
		report(SecurityKind.SECOND_FACTOR_RESET, subject=f"staff:{staff_id}", by=by)
		self._sessions.end_all(staff_id, by=by)

	def find_id(self, username: str) -> int:
		"""Return whose account has this name.

		:raises NotFound: nobody's
		"""
		account = self._staff.find_by_username(username)
		if account is None:
			raise _make_not_found()
		return account.id

	def list_staff(self, role: Role | None) -> Page[Staff]:
		"""Return the active accounts, all in one page: a company's staff is short."""
		return Page(items=[describe_staff(row) for row in self._staff.list_active(role)])

	def _lock(self, staff_id: int) -> StaffAccountRow:
		account = self._staff.lock_by_id(staff_id)
		if account is None:
			raise _make_not_found()
		return account


def _make_not_found() -> NotFound:
	return NotFound(NO_ACCOUNT, code="staff_not_found")


def _has(account: StaffAccountRow, roles: list[Role], password: str) -> bool:
	"""Return whether an account is as wanted already: then nobody is signed out."""
	if account.password_hash is None or set(account.roles) != {role.value for role in roles}:
		return False
	return verify_password(account.password_hash, password)
