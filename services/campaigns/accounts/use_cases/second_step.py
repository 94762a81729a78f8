"""From the password to the tokens, for accounts that the password alone does not open."""

from datetime import datetime

from campaigns.accounts.domain.devices import DeviceTokenSigner
from campaigns.accounts.domain.places import Place
from campaigns.accounts.domain.tickets import LIVES, TicketSigner
from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.accounts.use_cases.second_factor_service import WRONG_CODE, SecondFactorService
from campaigns.accounts.use_cases.sign_in_limits import choose_code_limits, refuse_locked
from campaigns.accounts.use_cases.staff_session_service import StaffSessionService
from chasqui.contracts.campaigns.second_factor import (
	EnrolledSignIn,
	Enrolment,
	EnrolmentRequest,
	SecondStep,
	SecondStepRequest,
	StepKind,
)
from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.contracts.campaigns.staff import TokenAnswer
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Unauthenticated
from chasqui.kernel.security.attempts import AttemptLimiter
from chasqui.kernel.security.events import report
from chasqui.kernel.texts.text import say

LATE = say("El ingreso caducó. Escriba otra vez su usuario y su contraseña.")


class SecondStepService:
	def __init__(
		self,
		staff: StaffRepository,
		sessions: StaffSessionService,
		factors: SecondFactorService,
		limiter: AttemptLimiter,
		devices: DeviceTokenSigner,
		tickets: TicketSigner,
	) -> None:
		self._staff = staff
		self._sessions = sessions
		self._factors = factors
		self._limiter = limiter
		self._devices = devices
		self._tickets = tickets

	def ask(self, account: StaffAccountRow, now: datetime) -> SecondStep | None:
		"""Return the step that follows a right password, None where it opens the account."""
		if self._factors.is_on(account):
			kind = StepKind.CODE
		elif self._factors.is_missing(account):
			kind = StepKind.ENROLMENT
		else:
			return None
		ticket = self._tickets.issue(kind, account.id, account.password_hash or "", now)
		return SecondStep(kind=kind, ticket=ticket, expires_in=int(LIVES[kind].total_seconds()))

	def sign_in(self, asked: SecondStepRequest) -> TokenAnswer:
		"""Return tokens for a ticket and a code.

		:raises Unauthenticated: a wrong or used code, or a ticket that serves no more
		:raises TooMany: too many failures
		:raises Unavailable: what failed before cannot be known
		"""
		now = read_now()
		account = self._open_ticket(StepKind.CODE, asked.ticket, asked.address, now)
		subject, address = f"staff:{account.id}", asked.address
		device = self._devices.read(asked.device, account.id, now)
		limits = choose_code_limits(self._limiter, account.id, address, device)
		attempt = limits.admit()
		if attempt.is_refused or not self._factors.accept(account, asked.code, address):
			kind = SecurityKind.CODE_LOCKED if attempt.wait else SecurityKind.CODE_FAILED
			report(kind, subject=subject, address=address)
			if attempt.wait:
				raise refuse_locked(attempt.wait)
			raise Unauthenticated(WRONG_CODE, code="wrong_code")
		limits.forgive()
		return self._open_session(account, asked, now)

	def begin_enrolment(self, asked: EnrolmentRequest) -> Enrolment:
		"""Return the factor to set up, for somebody who must have one.

		:raises Unauthenticated: the ticket serves no more
		"""
		account = self._open_ticket(StepKind.ENROLMENT, asked.ticket, asked.address, read_now())
		return self._factors.begin(account)

	def confirm_enrolment(self, asked: SecondStepRequest) -> EnrolledSignIn:
		"""Return tokens and recovery codes for a first code.

		Sign-ins from before the factor end: the password alone had opened them.

		:raises Unauthenticated: the ticket serves no more
		:raises Conflict: no factor waits
		:raises Invalid: the code is none of the app's
		"""
		now = read_now()
		account = self._open_ticket(StepKind.ENROLMENT, asked.ticket, asked.address, now)
		codes = self._factors.confirm(account, asked.code, asked.address)
		self._sessions.end_all(account.id)
		tokens = self._open_session(account, asked, now)
		return EnrolledSignIn(tokens=tokens, recovery=codes)

	def _open_session(
		self, account: StaffAccountRow, asked: SecondStepRequest, now: datetime
	) -> TokenAnswer:
		answer = self._sessions.open(account, now, Place(asked.address, asked.agent))
		report(SecurityKind.SIGNED_IN, subject=f"staff:{account.id}", address=asked.address)
		return answer.model_copy(update={"device": self._devices.issue(account.id, now)})

	def _open_ticket(
		self, kind: StepKind, text: str, address: str, now: datetime
	) -> StaffAccountRow:
		"""Return the account of a ticket, held until the transaction ends."""
		ticket = self._tickets.read(kind, text, now)
		account = self._staff.lock_by_id(ticket.staff_id) if ticket is not None else None
		if ticket is None or account is None or not self._holds(kind, account, ticket.mark):
			subject = f"staff:{ticket.staff_id}" if ticket is not None else "nobody"
			report(SecurityKind.TICKET_REFUSED, subject=subject, address=address)
			raise Unauthenticated(LATE, code="ticket_refused")
		return account

	def _holds(self, kind: StepKind, account: StaffAccountRow, mark: str) -> bool:
		is_same = self._tickets.mark_password(account.password_hash or "") == mark
		is_due = self._factors.is_on(account) is (kind is StepKind.CODE)
		return is_same and is_due and account.disabled_at is None
