"""Signs staff in by password, with limits that tell nothing of who has an account."""

from campaigns.domain.devices import DeviceTokens
from campaigns.models.staff import StaffAccount
from campaigns.repositories.staff import StaffRepository
from campaigns.use_cases.passwords import verify_password
from campaigns.use_cases.sign_in_limits import choose_limits
from campaigns.use_cases.staff_sessions import StaffSessions
from chasqui.contracts.security import SecurityKind
from chasqui.contracts.staff import SignInRequest, TokenAnswer
from chasqui.guard.attempts import AttemptLimiter
from chasqui.guard.security import NOBODY, report
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import AppError, TooMany, Unauthenticated

WRONG = "El usuario o la contraseña no son correctos."


class StaffSignIn:
	"""An unknown name goes the same way as a known one: same limits, same work, same texts."""

	def __init__(
		self,
		staff: StaffRepository,
		sessions: StaffSessions,
		limiter: AttemptLimiter,
		devices: DeviceTokens,
	) -> None:
		self._staff = staff
		self._sessions = sessions
		self._limiter = limiter
		self._devices = devices

	def sign_in(self, asked: SignInRequest) -> TokenAnswer:
		"""Return tokens for a right password.

		:raises Unauthenticated: wrong name or password, or a disabled account
		:raises TooMany: too many failures
		:raises Unavailable: what failed before cannot be known
		"""
		now = read_now()
		account = self._staff.find_by_username(asked.username)
		staff_id = account.id if account is not None else 0
		device = self._devices.read(asked.device, staff_id, now)
		limits = choose_limits(self._limiter, asked.username, asked.address, device)
		attempt = limits.admit()
		if attempt.is_refused:
			raise _refuse(account, asked.address, attempt.wait)
		active = account if account is not None and account.disabled_at is None else None
		if not verify_password(active.password_hash if active else None, asked.password):
			raise _refuse(account, asked.address, attempt.wait)
		assert active is not None
		answer = self._sessions.open(active, now)
		limits.forgive()
		report(SecurityKind.SIGNED_IN, subject=_name(active), address=asked.address)
		return answer.model_copy(update={"device": self._devices.issue(active.id, now)})


def _name(account: StaffAccount | None) -> str:
	return f"staff:{account.id}" if account is not None else NOBODY


def _refuse(account: StaffAccount | None, address: str, wait: int) -> AppError:
	kind = SecurityKind.SIGN_IN_LOCKED if wait else SecurityKind.SIGN_IN_FAILED
	report(kind, subject=_name(account), address=address)
	if not wait:
		return Unauthenticated(WRONG, code="wrong_credentials")
	text = "Demasiados intentos fallidos. Espere antes de intentar de nuevo."
	return TooMany(text, retry_after=wait, code="locked")
