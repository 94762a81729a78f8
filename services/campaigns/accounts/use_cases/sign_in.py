"""Signs staff in by password, with limits that reveal nothing of who has an account."""

from campaigns.accounts.domain.devices import DeviceTokenSigner
from campaigns.accounts.domain.places import Place
from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.accounts.use_cases.passwords import verify_password
from campaigns.accounts.use_cases.second_step import SecondStepService
from campaigns.accounts.use_cases.sign_in_limits import choose_limits, refuse_locked
from campaigns.accounts.use_cases.staff_session_service import StaffSessionService
from chasqui.contracts.campaigns.second_factor import SecondStep
from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.contracts.campaigns.staff import SignInRequest, TokenAnswer
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import AppError, Unauthenticated
from chasqui.kernel.security.attempts import AttemptLimiter
from chasqui.kernel.security.events import NOBODY, report
from chasqui.kernel.security.revocations import ENDED
from chasqui.kernel.texts.text import say

WRONG = say("El usuario o la contraseña no son correctos.")


class StaffSignInService:
	"""An unknown name goes the same way as a known one: same limits, same work, same texts."""

	def __init__(
		self,
		staff: StaffRepository,
		sessions: StaffSessionService,
		limiter: AttemptLimiter,
		devices: DeviceTokenSigner,
		second_step: SecondStepService,
	) -> None:
		self._staff = staff
		self._sessions = sessions
		self._limiter = limiter
		self._devices = devices
		self._second_step = second_step

	def sign_in(self, asked: SignInRequest) -> TokenAnswer | SecondStep:
		"""Return tokens for a right password, or the step that the account asks for as well.

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
		self._hold(active)
		if (step := self._second_step.ask(active, now)) is not None:
			limits.forgive()
			return step
		answer = self._sessions.open(active, now, Place(asked.address, asked.agent))
		limits.forgive()
		report(SecurityKind.SIGNED_IN, subject=_name(active), address=asked.address)
		return answer.model_copy(update={"device": self._devices.issue(active.id, now)})

	def _hold(self, account: StaffAccountRow) -> None:
		"""Hold the account as it was when its password was looked at."""
		password_hash = account.password_hash
		self._staff.lock(account)
		if account.password_hash != password_hash or account.disabled_at is not None:
			raise Unauthenticated(ENDED, code="session_ended")


def _name(account: StaffAccountRow | None) -> str:
	return f"staff:{account.id}" if account is not None else NOBODY


def _refuse(account: StaffAccountRow | None, address: str, wait: int) -> AppError:
	kind = SecurityKind.SIGN_IN_LOCKED if wait else SecurityKind.SIGN_IN_FAILED
	report(kind, subject=_name(account), address=address)
	return refuse_locked(wait) if wait else Unauthenticated(WRONG, code="wrong_credentials")
