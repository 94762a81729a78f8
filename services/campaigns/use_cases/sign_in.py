"""Signs staff and services in: passwords with lockout, rotating refresh tokens, client secrets."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from uuid import uuid4

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from pydantic import SecretStr

from campaigns.domain.lockout import compute_lock
from campaigns.models.refresh_token import RefreshToken
from campaigns.models.staff import StaffAccount
from campaigns.repositories.staff import RefreshTokenRepository, StaffRepository
from campaigns.use_cases.tokens import TokenIssuer, describe_staff
from chasqui.contracts.access import Service
from chasqui.contracts.staff import ClientGrant, PasswordGrant, TokenAnswer
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import AppError, TooMany, Unauthenticated

HASHER = PasswordHasher()
# Two tabs may refresh at once: a token that was used just now is no theft.
REUSE_GRACE = timedelta(seconds=30)
WRONG = "El usuario o la contraseña no son correctos."


class StaffSignIn:
	"""Failures are returned as errors rather than raised, for their count must be committed."""

	def __init__(
		self,
		staff: StaffRepository,
		refresh_tokens: RefreshTokenRepository,
		issuer: TokenIssuer,
		*,
		refresh_days: int,
	) -> None:
		self._staff = staff
		self._refresh_tokens = refresh_tokens
		self._issuer = issuer
		self._refresh_life = timedelta(days=refresh_days)

	def sign_in(self, grant: PasswordGrant) -> TokenAnswer | AppError:
		"""Return tokens for a right password, else the error to answer with."""
		now = read_now()
		account = self._staff.lock_by_username(grant.username)
		if account is None or account.disabled_at is not None:
			_verify(_make_decoy_hash(), grant.password)
			return Unauthenticated(WRONG, code="wrong_credentials")
		if account.locked_until is not None and account.locked_until > now:
			return _refuse_locked(account.locked_until, now)
		if not _verify(account.password_hash, grant.password):
			return self._note_failure(account, now)
		account.failures, account.locked_until = 0, None
		return self._answer(account, RefreshToken(family=uuid4(), staff_id=account.id), now)

	def refresh(self, token: str) -> TokenAnswer | AppError:
		"""Return new tokens for a refresh token; one that was used before ends its family."""
		now = read_now()
		row = self._refresh_tokens.lock_by_hash(hash_token(token))
		if row is None or row.revoked_at is not None or row.expires_at <= now:
			return _refuse_session()
		if row.used_at is not None and now - row.used_at > REUSE_GRACE:
			self._refresh_tokens.revoke_family(row.family, now)
			return _refuse_session()
		account = self._staff.find_by_id(row.staff_id)
		if account is None or account.disabled_at is not None:
			return _refuse_session()
		row.used_at = row.used_at or now
		return self._answer(account, RefreshToken(family=row.family, staff_id=account.id), now)

	def sign_out(self, token: str) -> None:
		"""End the sign-in that a refresh token belongs to; silent where there is none."""
		row = self._refresh_tokens.lock_by_hash(hash_token(token))
		if row is not None:
			self._refresh_tokens.revoke_family(row.family, read_now())

	def _note_failure(self, account: StaffAccount, now: datetime) -> AppError:
		account.failures += 1
		lock = compute_lock(account.failures)
		if lock is None:
			return Unauthenticated(WRONG, code="wrong_credentials")
		account.locked_until = now + lock
		return _refuse_locked(account.locked_until, now)

	def _answer(self, account: StaffAccount, row: RefreshToken, now: datetime) -> TokenAnswer:
		refresh = secrets.token_urlsafe(32)
		row.token_hash = hash_token(refresh)
		row.expires_at = now + self._refresh_life
		self._refresh_tokens.add(row)
		staff = describe_staff(account)
		return TokenAnswer(
			access_token=self._issuer.issue_for_staff(staff),
			expires_in=self._issuer.seconds,
			refresh_token=refresh,
			staff=staff,
		)


class ServiceSignIn:
	"""Gives services their tokens for a client secret, compared in constant time."""

	def __init__(
		self, secrets_by_service: Mapping[Service, SecretStr], issuer: TokenIssuer
	) -> None:
		self._secrets = secrets_by_service
		self._issuer = issuer

	def sign_in(self, grant: ClientGrant) -> TokenAnswer:
		"""Return a token of `grant.client_id` for `grant.audience`.

		:raises Unauthenticated: unknown client or wrong secret
		"""
		known = self._secrets.get(grant.client_id, SecretStr("")).get_secret_value()
		if not known or not hmac.compare_digest(known.encode(), grant.client_secret.encode()):
			raise Unauthenticated("El cliente o su secreto no son correctos.", code="wrong_client")
		token, scopes = self._issuer.issue_for_service(grant.client_id, grant.audience)
		return TokenAnswer(access_token=token, expires_in=self._issuer.seconds, scopes=scopes)


def hash_token(token: str) -> str:
	"""Return what is stored of a refresh token; 256 random bits need no salt."""
	return hashlib.sha256(token.encode()).hexdigest()


@cache
def _make_decoy_hash() -> str:
	"""Return what is verified where there is no account, so that the time taken tells nothing."""
	return HASHER.hash(secrets.token_urlsafe(16))


def _verify(password_hash: str, password: str) -> bool:
	try:
		return HASHER.verify(password_hash, password)
	except (Argon2Error, InvalidHashError):
		return False


def _refuse_locked(until: datetime, now: datetime) -> AppError:
	seconds = max(int((until - now).total_seconds()), 1)
	return TooMany(
		"Demasiados intentos fallidos. Espere antes de intentar de nuevo.",
		retry_after=seconds,
		code="locked",
	)


def _refuse_session() -> AppError:
	return Unauthenticated("La sesión terminó. Ingrese de nuevo.", code="session_ended")
