"""Passwords of the staff: judged, hashed, verified."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from campaigns.accounts.domain.password_rules import MIN_LENGTH, find_fault
from campaigns.accounts.models.staff import StaffAccountRow
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import say

HASHER = PasswordHasher()
FAULTS = {
	"too_short": say("La contraseña necesita {least} caracteres o más.", least=MIN_LENGTH),
	"too_easy": say(
		"La contraseña es fácil de adivinar: es común, repite, sigue un orden o lleva el nombre. "
		"Sirven cuatro o cinco palabras que no vayan juntas."
	),
}


def set_password(account: StaffAccountRow, password: str, field: str = "password") -> None:
	"""Give an account, whose name is known, a password.

	:raises Invalid: it is short or easy to guess; reported at `field`
	"""
	email = account.email or ""
	fault = find_fault(password, [account.username, account.name, email.partition("@")[0]])
	if fault is not None:
		text = FAULTS[fault]
		raise Invalid(text, code=fault, fields=[FieldError(field, text, fault)])
	account.password_hash = hash_password(password)


def hash_password(password: str) -> str:
	"""Return what is kept of a password."""
	return HASHER.hash(password)


def verify_password(password_hash: str | None, password: str) -> bool:
	"""Return whether the password is right; without a hash it never is, and it takes as long."""
	decoy = _make_decoy_hash(HASHER)  # for everybody: made by whoever comes first
	try:
		is_right = HASHER.verify(password_hash or decoy, password)
	except (Argon2Error, InvalidHashError):
		return False
	return is_right and password_hash is not None


@cache
def _make_decoy_hash(hasher: PasswordHasher) -> str:
	return hasher.hash(secrets.token_urlsafe(16))
