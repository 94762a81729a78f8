"""Sign-ins of the staff while they last: opened, renewed, ended."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from campaigns.accounts.domain.places import NOWHERE, Place
from campaigns.accounts.domain.session_limits import SessionLimits
from campaigns.accounts.domain.sign_in_keys import SignInKeyDeriver, hash_token
from campaigns.accounts.models.refresh_token import RefreshTokenRow
from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.models.staff_session import StaffSessionRow
from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.accounts.repositories.staff_sessions import StaffSessionRepository
from campaigns.accounts.use_cases.second_factor_service import SecondFactorService
from campaigns.accounts.use_cases.tokens import TokenIssuer, describe_staff
from chasqui.contracts.campaigns.accounts import OwnSession
from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.contracts.campaigns.staff import TokenAnswer
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.transactions import call_after_commit
from chasqui.kernel.errors import AppError, NotFound, Unauthenticated
from chasqui.kernel.security.events import report
from chasqui.kernel.security.keys import CLOCK_SKEW_SECONDS
from chasqui.kernel.security.revocations import ENDED, RevocationStore
from chasqui.kernel.texts.text import say

# Two tabs may refresh at once: a token that was used just now is no theft.
REUSE_GRACE = timedelta(seconds=30)


class StaffSessionService:
	"""Who ends a sign-in here ends its access tokens too, in every service.

	Refusals are returned as errors rather than raised, for what they end must be committed.
	"""

	def __init__(
		self,
		session: Session,
		issuer: TokenIssuer,
		revocations: RevocationStore,
		keys: SignInKeyDeriver,
		limits: SessionLimits,
		factors: SecondFactorService,
	) -> None:
		self._session = session
		self._staff = StaffRepository(session)
		self._rows = StaffSessionRepository(session)
		self._issuer = issuer
		self._revocations = revocations
		self._keys = keys
		self._limits = limits
		self._factors = factors

	def open(self, account: StaffAccountRow, now: datetime, place: Place = NOWHERE) -> TokenAnswer:
		"""Start a sign-in of somebody who has given all that the account, which is held, asks for.

		:raises Unauthenticated: the account is disabled, or lacks a second factor that it must have
		"""
		if not self._may_go_on(account):
			raise _refuse()
		ends_at = self._limits.compute_end(account.roles, now)
		signed_in = StaffSessionRow(
			family=uuid4(),
			staff_id=account.id,
			ends_at=ends_at,
			address=place.address,
			agent=place.agent,
		)
		self._rows.add(signed_in)
		token = secrets.token_urlsafe(32)
		self._keep(signed_in, token, now)
		return self._answer(account, signed_in, token, now)

	def refresh(self, token: str) -> TokenAnswer | AppError:
		"""Return new tokens for a refresh token; one that was used before ends its sign-in.

		Within the grace a used token has the same successor as at first.
		"""
		now = read_now()
		found = self._rows.lock_by_token(hash_token(token))
		if found is None or not _holds(*found, now):
			return _refuse()
		signed_in, row = found
		if row.used_at is not None and now - row.used_at > REUSE_GRACE:
			self._end(signed_in, now)
			report(SecurityKind.TOKEN_REUSED, subject=f"staff:{signed_in.staff_id}")
			return _refuse()
		account = self._staff.find_by_id(signed_in.staff_id)
		if account is None or not self._may_go_on(account):
			return _refuse()
		successor = self._keys.derive_successor(token)
		if row.used_at is None:
			row.used_at = now
			self._keep(signed_in, successor, now)
		return self._answer(account, signed_in, successor, now)

	def end(self, token: str) -> None:
		"""End the sign-in that a refresh token belongs to; silent where there is none."""
		found = self._rows.lock_by_token(hash_token(token))
		if found is not None:
			self._end(found[0], read_now())
			report(SecurityKind.SIGNED_OUT, subject=f"staff:{found[0].staff_id}")

	def end_all(self, staff_id: int, *, but: str = "", by: str = "") -> None:
		"""End every sign-in of a person, but for the one of this id (`sid`)."""
		self._publish_later(self._rows.end_all(staff_id, read_now(), but=but))
		report(SecurityKind.SESSIONS_ENDED, subject=f"staff:{staff_id}", by=by)

	def end_one(self, staff_id: int, family: UUID) -> None:
		"""End one sign-in of a person; one that has ended already stays so.

		:raises NotFound: the person has no such sign-in
		"""
		signed_in = self._rows.lock(family)
		if signed_in is None or signed_in.staff_id != staff_id:
			raise NotFound(say("No existe esa sesión."), code="session_not_found")
		if signed_in.ended_at is None:
			self._end(signed_in, read_now())
			report(SecurityKind.SESSIONS_ENDED, subject=f"staff:{staff_id}")

	def list_open(self, staff_id: int, sid: str) -> list[OwnSession]:
		"""Return the open sign-ins of a person, that of `sid` first, then by their last use."""
		listed = [
			OwnSession(
				id=row.family,
				agent=row.agent,
				address=row.address,
				started_at=row.created_at,
				last_used_at=used,
				ends_at=row.ends_at,
				is_current=str(row.family) == sid,
			)
			for row, used in self._rows.list_open(staff_id, read_now())
		]
		return sorted(listed, key=lambda one: not one.is_current)

	def publish_ended(self) -> None:
		"""Notify the services once more of what ended just now: Redis may have been down, or lost
		it.

		:raises Unavailable: Redis does not answer
		"""
		since = read_now() - timedelta(seconds=self._longest_token)
		self._publish(self._rows.list_ended_since(since))

	def _may_go_on(self, account: StaffAccountRow) -> bool:
		return account.disabled_at is None and not self._factors.is_missing(account)

	@property
	def _longest_token(self) -> int:
		"""For how many seconds an access token may hold, a late clock included."""
		return self._issuer.seconds + 2 * CLOCK_SKEW_SECONDS

	def _end(self, signed_in: StaffSessionRow, now: datetime) -> None:
		signed_in.ended_at = signed_in.ended_at or now
		self._publish_later([signed_in.family])

	def _publish_later(self, families: Iterable[UUID]) -> None:
		call_after_commit(self._session, partial(self._publish, list(families)))

	def _publish(self, families: Iterable[UUID]) -> None:
		self._revocations.revoke([str(family) for family in families], self._longest_token)

	def _keep(self, signed_in: StaffSessionRow, token: str, now: datetime) -> None:
		expires_at = self._limits.compute_expiry(signed_in.ends_at, now)
		row = RefreshTokenRow(
			family=signed_in.family, token_hash=hash_token(token), expires_at=expires_at
		)
		self._rows.add_token(row)

	def _answer(
		self, account: StaffAccountRow, signed_in: StaffSessionRow, token: str, now: datetime
	) -> TokenAnswer:
		staff = describe_staff(account)
		left = int((signed_in.ends_at - now).total_seconds())
		seconds = max(min(self._issuer.seconds, left), 1)
		return TokenAnswer(
			access_token=self._issuer.issue_for_staff(staff, str(signed_in.family), seconds),
			expires_in=seconds,
			refresh_token=token,
			staff=staff,
		)


def _holds(signed_in: StaffSessionRow, row: RefreshTokenRow, now: datetime) -> bool:
	return signed_in.ended_at is None and signed_in.ends_at > now and row.expires_at > now


def _refuse() -> AppError:
	return Unauthenticated(ENDED, code="session_ended")
