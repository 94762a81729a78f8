"""Accounts as the administrator makes and changes them."""

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.repositories.password_links import PasswordLinkRepository
from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.accounts.use_cases.administrator_policy import AdministratorPolicy
from campaigns.accounts.use_cases.staff_reader import NO_ACCOUNT, StaffReader
from campaigns.accounts.use_cases.staff_session_service import StaffSessionService
from chasqui.contracts.access import Role
from chasqui.contracts.campaigns.accounts import Account, AccountFields, AccountPatch
from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.kernel.data.versions import check_version
from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.security.events import report
from chasqui.kernel.texts.text import say

OWN_ROLES = say("Nadie cambia sus propios papeles: pídalo a otra persona que administre.")


class AccountKeepingService:
	"""Other roles end every sign-in of the person, another e-mail every link that waits. `by` is
	the subject who asks.
	"""

	def __init__(
		self,
		staff: StaffRepository,
		reader: StaffReader,
		sessions: StaffSessionService,
		links: PasswordLinkRepository,
		policy: AdministratorPolicy,
	) -> None:
		self._staff = staff
		self._reader = reader
		self._sessions = sessions
		self._links = links
		self._policy = policy

	def add(self, fields: AccountFields, *, by: str) -> Account:
		"""Make an account that waits for its person to choose a password.

		:raises Conflict: another account has that name, or that e-mail
		"""
		account = StaffAccountRow(
			username=fields.username,
			name=fields.name,
			email=fields.email,
			roles=[role.value for role in fields.roles],
		)
		self._staff.add(account)
		given = " ".join(account.roles)
		report(SecurityKind.ACCOUNT_ADDED, subject=f"staff:{account.id}", by=by, detail=given)
		return self._reader.view(account)

	def change(self, staff_id: int, patch: AccountPatch, *, by: str) -> Account:
		"""Give an account another name, e-mail or roles.

		:raises NotFound: there is no such account
		:raises Conflict: `stale`, the own roles, the last administrator's, or an e-mail is taken
		"""
		self._policy.hold()
		account = self._staff.lock_by_id(staff_id)
		if account is None:
			raise NotFound(NO_ACCOUNT, code="staff_not_found")
		check_version(self._reader.view(account), patch)
		if patch.roles is not None and set(patch.roles) != set(account.roles):
			self._change_roles(account, patch.roles, by)
		self._change_person(account, patch, by)
		self._staff.add(account)
		return self._reader.view(account)

	def _change_roles(self, account: StaffAccountRow, roles: list[Role], by: str) -> None:
		if by == f"staff:{account.id}":
			fields = [FieldError("roles", OWN_ROLES, "own_account")]
			raise Conflict(OWN_ROLES, code="own_account", fields=fields)
		self._policy.check_roles(account, roles)
		changed = " ".join([*account.roles, ">", *roles])
		account.roles = [role.value for role in roles]
		report(SecurityKind.ROLES_CHANGED, subject=f"staff:{account.id}", by=by, detail=changed)
		self._sessions.end_all(account.id, by=by)

	def _change_person(self, account: StaffAccountRow, patch: AccountPatch, by: str) -> None:
		asked = patch.model_fields_set
		name = patch.name or account.name
		email = patch.email if "email" in asked else account.email
		if (name, email) == (account.name, account.email):
			return
		if email != account.email:
			self._links.drop(account.id)
		has_changed_by_field = {"name": name != account.name, "email": email != account.email}
		account.name, account.email = name, email
		changed = " ".join(
			field for field, has_changed in has_changed_by_field.items() if has_changed
		)
		report(SecurityKind.ACCOUNT_CHANGED, subject=f"staff:{account.id}", by=by, detail=changed)
