"""The second factor of an account: set up, proved, renewed, dropped."""

from datetime import datetime

from campaigns.accounts.domain import recovery_codes, totp
from campaigns.accounts.domain.sealed_secrets import SecretSealer
from campaigns.accounts.domain.second_factor_rule import SecondFactorRule
from campaigns.accounts.models.second_factor import SecondFactorRow
from campaigns.accounts.models.staff import StaffAccountRow
from campaigns.accounts.repositories.second_factors import SecondFactorRepository
from chasqui.contracts.campaigns.second_factor import Enrolment, RecoveryCodes, SecondFactorState
from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.security.events import report
from chasqui.kernel.texts.text import say

WRONG_CODE = say("El código no es correcto, o ya se usó.")


class SecondFactorService:
	"""Who changes a factor holds the account's row, so that changes come in turn."""

	def __init__(
		self,
		rows: SecondFactorRepository,
		sealer: SecretSealer,
		rule: SecondFactorRule,
		*,
		code_key: bytes,
		issuer: str,
	) -> None:
		self._rows = rows
		self._sealer = sealer
		self._rule = rule
		self._code_key = code_key
		self._issuer = issuer

	def is_on(self, account: StaffAccountRow) -> bool:
		"""Return whether a code is asked of this account."""
		factor = self._rows.find(account.id)
		return factor is not None and factor.confirmed_at is not None

	def is_missing(self, account: StaffAccountRow) -> bool:
		"""Return whether this account gets nothing until it has a second factor."""
		return self._rule.binds(account.roles) and not self.is_on(account)

	def describe(self, account: StaffAccountRow) -> SecondFactorState:
		"""Return how the account's factor stands."""
		factor = self._rows.find(account.id)
		since = factor.confirmed_at if factor is not None else None
		return SecondFactorState(
			is_on=since is not None,
			is_required=self._rule.binds(account.roles),
			since=since,
			codes_left=self._rows.count_codes(account.id),
		)

	def begin(self, account: StaffAccountRow) -> Enrolment:
		"""Make a secret, which waits for its first code; an earlier one that waits is dropped.

		:raises Conflict: the factor is on already
		"""
		self.check_off(account)
		secret = totp.make_secret()
		sealed = self._sealer.seal(account.id, secret)
		self._rows.replace(SecondFactorRow(staff_id=account.id, sealed_secret=sealed))
		uri = totp.build_uri(secret, account.username, self._issuer)
		return Enrolment(secret=secret, uri=uri)

	def confirm(self, account: StaffAccountRow, typed: str, address: str = "") -> RecoveryCodes:
		"""Switch the waiting factor on by a code of it; return the recovery codes.

		:raises Conflict: none waits
		:raises Invalid: the code is none of it
		"""
		factor, now = self._rows.find(account.id), read_now()
		if factor is None or factor.confirmed_at is not None:
			text = say("No hay un segundo factor por confirmar. Empiece otra vez.")
			raise Conflict(text, code="no_enrolment")
		step = self._find_step(factor, totp.normalize_code(typed), now)
		if step is None or not self._rows.confirm(factor, step, now):
			raise refuse_code()
		report(SecurityKind.SECOND_FACTOR_ON, subject=f"staff:{account.id}", address=address)
		return self._renew_codes(account)

	def accept(self, account: StaffAccountRow, typed: str, address: str = "") -> bool:
		"""Use a code up, of the app or for recovery; False if it opens nothing."""
		factor, code, now = self._rows.find(account.id), totp.normalize_code(typed), read_now()
		if factor is None or factor.confirmed_at is None:
			return False
		if not totp.is_app_code(code):
			return self._use_recovery_code(account, code, address)
		step = self._find_step(factor, code, now)
		if step is None:
			return False
		is_first = self._rows.use_step(factor, step)
		if not is_first:
			report(SecurityKind.CODE_REUSED, subject=f"staff:{account.id}", address=address)
		return is_first

	def renew_codes(self, account: StaffAccountRow) -> RecoveryCodes:
		"""Return new recovery codes; those of before serve no more.

		:raises Conflict: the factor is not on
		"""
		self.check_on(account)
		report(SecurityKind.RECOVERY_CODES_RENEWED, subject=f"staff:{account.id}")
		return self._renew_codes(account)

	def check_on(self, account: StaffAccountRow) -> None:
		"""Return if the factor is on.

		:raises Conflict: it is not
		"""
		if not self.is_on(account):
			raise Conflict(say("No tiene un segundo factor."), code="second_factor_off")

	def check_off(self, account: StaffAccountRow) -> None:
		"""Return if the factor is not on.

		:raises Conflict: it is
		"""
		if self.is_on(account):
			text = say("Ya tiene un segundo factor: apáguelo antes de poner otro.")
			raise Conflict(text, code="second_factor_on")

	def drop(self, staff_id: int) -> None:
		"""Delete the account's factor, whatever its state."""
		self._rows.drop(staff_id)

	def _find_step(self, factor: SecondFactorRow, code: str, now: datetime) -> int | None:
		secret = self._sealer.unseal(factor.staff_id, factor.sealed_secret)
		if secret is None or not totp.is_app_code(code):
			return None
		return totp.find_step(secret, code, now)

	def _use_recovery_code(self, account: StaffAccountRow, code: str, address: str) -> bool:
		code_hash = recovery_codes.hash_code(self._code_key, account.id, code)
		is_used = self._rows.use_code(account.id, code_hash, read_now())
		if is_used:
			subject = f"staff:{account.id}"
			report(SecurityKind.RECOVERY_CODE_USED, subject=subject, address=address)
		return is_used

	def _renew_codes(self, account: StaffAccountRow) -> RecoveryCodes:
		codes = recovery_codes.make_codes()
		hashes = [
			recovery_codes.hash_code(self._code_key, account.id, totp.normalize_code(code))
			for code in codes
		]
		self._rows.replace_codes(account.id, hashes)
		return RecoveryCodes(codes=codes)


def refuse_code() -> Invalid:
	"""Return the error of a code that somebody who is known typed."""
	return Invalid(WRONG_CODE, code="wrong_code", fields=[FieldError("code", WRONG_CODE)])
