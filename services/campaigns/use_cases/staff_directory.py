"""Makes and lists staff accounts."""

from campaigns.models.staff import StaffAccount
from campaigns.repositories.staff import StaffRepository
from campaigns.use_cases.sign_in import HASHER
from campaigns.use_cases.tokens import describe_staff
from chasqui.contracts.access import Role
from chasqui.contracts.staff import Staff
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import FieldError, Invalid

MIN_PASSWORD_LENGTH = 10  # NIST SP 800-63B asks for 8 at least


class StaffDirectory:
	def __init__(self, staff: StaffRepository) -> None:
		self._staff = staff

	def ensure_account(self, username: str, name: str, roles: list[Role], password: str) -> Staff:
		"""Make the account, or give an existing one this name, these roles and this password.

		:raises Invalid: the password is shorter than ten characters
		"""
		if len(password) < MIN_PASSWORD_LENGTH:
			text = f"La contraseña necesita {MIN_PASSWORD_LENGTH} caracteres o más."
			raise Invalid(text, fields=[FieldError("password", text, "too_short")])
		account = self._staff.lock_by_username(username)
		if account is None:
			account = StaffAccount(username=username.strip().lower())
		account.name, account.roles = name, [role.value for role in roles]
		account.password_hash = HASHER.hash(password)
		account.failures, account.locked_until = 0, None
		self._staff.add(account)
		return describe_staff(account)

	def list_staff(self, role: Role | None) -> Page[Staff]:
		"""Return the active accounts, all in one page: a company's staff is short."""
		return Page(items=[describe_staff(row) for row in self._staff.list_active(role)])
