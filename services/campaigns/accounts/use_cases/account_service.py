"""What people do with their own account: password and second factor. Who asks proves anew who
they are."""

from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.repositories.password_links import PasswordLinkRepository
from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.accounts.use_cases.passwords import set_password, verify_password
from campaigns.accounts.use_cases.second_factor_service import SecondFactorService, refuse_code
from campaigns.accounts.use_cases.sign_in_limits import choose_own_limits, refuse_locked
from campaigns.accounts.use_cases.staff_session_service import StaffSessionService
from chasqui.contracts.campaigns.accounts import PasswordChange
from chasqui.contracts.campaigns.second_factor import (
	Enrolment,
	FullProof,
	RecoveryCodes,
	SecondFactorState,
)
from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.kernel.errors import AppError, FieldError, Invalid, Unauthenticated
from chasqui.kernel.security.attempts import Attempt, AttemptLimiter
from chasqui.kernel.security.events import report
from chasqui.kernel.texts.text import say

WRONG_PASSWORD = say("La contraseña no es correcta.")
SAME_PASSWORD = say("Es la misma contraseña de ahora.")


class AccountService:
	"""An open session is not enough: somebody may have left it open."""

	def __init__(
		self,
		staff: StaffRepository,
		factors: SecondFactorService,
		sessions: StaffSessionService,
		links: PasswordLinkRepository,
		limiter: AttemptLimiter,
	) -> None:
		self._staff = staff
		self._links = links
		self._factors = factors
		self._sessions = sessions
		self._limiter = limiter

	def describe(self, staff_id: int) -> SecondFactorState:
		"""Return how the person's second factor stands."""
		return self._factors.describe(_check_active(self._staff.find_by_id(staff_id)))

	def change_password(self, staff_id: int, change: PasswordChange, sid: str) -> None:
		"""Take another password; other sign-ins of the person than `sid` end.

		:raises Invalid: the present one is wrong, or the new one is easy to guess or the same
		:raises TooMany: too many failures
		"""
		account = self._lock(staff_id)
		limits = choose_own_limits(self._limiter, "password", staff_id)
		self._check_password(account, change.password, limits.admit())
		limits.forgive()
		if change.new_password == change.password:
			fields = [FieldError("new_password", SAME_PASSWORD, "same_password")]
			raise Invalid(SAME_PASSWORD, code="same_password", fields=fields)
		set_password(account, change.new_password, "new_password")
		self._links.drop(staff_id)
		report(SecurityKind.PASSWORD_CHANGED, subject=f"staff:{staff_id}")
		self._sessions.end_all(staff_id, but=sid)

	def begin(self, staff_id: int, password: str) -> Enrolment:
		"""Return a second factor to set up.

		:raises Conflict: there is one
		:raises Invalid: wrong password
		:raises TooMany: too many failures
		"""
		account = self._lock(staff_id)
		self._factors.check_off(account)
		limits = choose_own_limits(self._limiter, "password", staff_id)
		self._check_password(account, password, limits.admit())
		limits.forgive()
		return self._factors.begin(account)

	def confirm(self, staff_id: int, code: str, sid: str) -> RecoveryCodes:
		"""Switch it on by a first code; other sign-ins of the person than `sid` end.

		:raises Conflict: none waits
		:raises Invalid: the code is none of the app's
		"""
		codes = self._factors.confirm(self._lock(staff_id), code)
		self._sessions.end_all(staff_id, but=sid)
		return codes

	def renew_codes(self, staff_id: int, proof: FullProof) -> RecoveryCodes:
		"""Return new recovery codes.

		:raises Conflict: there is no second factor
		:raises Invalid: wrong password or code
		:raises TooMany: too many failures
		"""
		account = self._prove(staff_id, proof)
		return self._factors.renew_codes(account)

	def switch_off(self, staff_id: int, proof: FullProof) -> None:
		"""Drop the second factor; who must have one signs in anew, and sets another one up.

		:raises Conflict: there is no second factor
		:raises Invalid: wrong password or code
		:raises TooMany: too many failures
		"""
		account = self._prove(staff_id, proof)
		self._factors.drop(staff_id)
		report(SecurityKind.SECOND_FACTOR_OFF, subject=f"staff:{staff_id}")
		if self._factors.is_missing(account):
			self._sessions.end_all(staff_id)

	def _prove(self, staff_id: int, proof: FullProof) -> StaffAccountRow:
		account = self._lock(staff_id)
		self._factors.check_on(account)
		limits = choose_own_limits(self._limiter, "proof", staff_id)
		attempt = limits.admit()
		self._check_password(account, proof.password, attempt)
		if not self._factors.accept(account, proof.code):
			raise _refuse(account, "code", attempt)
		limits.forgive()
		return account

	def _check_password(self, account: StaffAccountRow, password: str, attempt: Attempt) -> None:
		if attempt.is_refused or not verify_password(account.password_hash, password):
			raise _refuse(account, "password", attempt)

	def _lock(self, staff_id: int) -> StaffAccountRow:
		return _check_active(self._staff.lock_by_id(staff_id))


def _check_active(account: StaffAccountRow | None) -> StaffAccountRow:
	if account is None or account.disabled_at is not None:
		raise Unauthenticated(say("Su cuenta ya no está activa."), code="no_account")
	return account


def _refuse(account: StaffAccountRow, what: str, attempt: Attempt) -> AppError:
	is_code = what == "code"
	failed = SecurityKind.CODE_FAILED if is_code else SecurityKind.PASSWORD_REFUSED
	report(SecurityKind.CODE_LOCKED if attempt.wait else failed, subject=f"staff:{account.id}")
	if attempt.wait:
		return refuse_locked(attempt.wait)
	if is_code:
		return refuse_code()
	fields = [FieldError("password", WRONG_PASSWORD)]
	return Invalid(WRONG_PASSWORD, code="wrong_password", fields=fields)
