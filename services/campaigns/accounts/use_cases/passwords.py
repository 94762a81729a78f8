"""Passwords of the staff: hashed, verified."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

HASHER = PasswordHasher()


def hash_password(password: str) -> str:
	"""Return what is kept of a password."""
	return HASHER.hash(password)


def verify_password(password_hash: str | None, password: str) -> bool:
	"""Tell whether the password is right; without a hash it never is, and it takes as long."""
	decoy = _make_decoy_hash(HASHER)  # for everybody: made by whoever comes first
	try:
		is_right = HASHER.verify(password_hash or decoy, password)
	except (Argon2Error, InvalidHashError):
		return False
	return is_right and password_hash is not None


@cache
def _make_decoy_hash(hasher: PasswordHasher) -> str:
	return hasher.hash(secrets.token_urlsafe(16))
