"""Signs staff in by password, with lockout."""

from datetime import datetime

from campaigns.domain.lockout import compute_lock
from campaigns.models.staff import StaffAccount
from campaigns.repositories.staff import StaffRepository
from campaigns.use_cases.passwords import verify_password
from campaigns.use_cases.staff_sessions import StaffSessions
from chasqui.contracts.staff import PasswordGrant, TokenAnswer
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import AppError, TooMany, Unauthenticated

WRONG = "El usuario o la contraseña no son correctos."


class StaffSignIn:
	"""Failures are returned as errors rather than raised, for their count must be committed."""

	def __init__(self, staff: StaffRepository, sessions: StaffSessions) -> None:
		self._staff = staff
		self._sessions = sessions

	def sign_in(self, grant: PasswordGrant) -> TokenAnswer | AppError:
		"""Return tokens for a right password, else the error to answer with."""
		now = read_now()
		account = self._staff.lock_by_username(grant.username)
		if account is None or account.disabled_at is not None:
			verify_password(None, grant.password)
			return Unauthenticated(WRONG, code="wrong_credentials")
		if account.locked_until is not None and account.locked_until > now:
			return _refuse_locked(account.locked_until, now)
		if not verify_password(account.password_hash, grant.password):
			return self._note_failure(account, now)
		account.failures, account.locked_until = 0, None
		return self._sessions.open(account, now)

	def _note_failure(self, account: StaffAccount, now: datetime) -> AppError:
		account.failures += 1
		lock = compute_lock(account.failures)
		if lock is None:
			return Unauthenticated(WRONG, code="wrong_credentials")
		account.locked_until = now + lock
		return _refuse_locked(account.locked_until, now)


def _refuse_locked(until: datetime, now: datetime) -> AppError:
	seconds = max(int((until - now).total_seconds()), 1)
	return TooMany(
		"Demasiados intentos fallidos. Espere antes de intentar de nuevo.",
		retry_after=seconds,
		code="locked",
	)
