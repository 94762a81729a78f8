"""Codes of an authenticator app: TOTP (RFC 6238), six digits, SHA-1, steps of 30 seconds, which is
what every app understands."""

import hmac
import re
from datetime import datetime

import pyotp

STEP_SECONDS = 30
STEPS_AROUND = 1
"""A telephone's clock may be half a minute early or late (RFC 6238, 5.2)."""
SECRET_LENGTH = 32
"""Base32 characters: 160 bits, as RFC 4226 (4, R6) recommends."""
CODE = re.compile(r"[0-9]{6}")


def make_secret() -> str:
	"""Return a new secret, in Base32."""
	return pyotp.random_base32(SECRET_LENGTH)


def build_uri(secret: str, username: str, issuer: str) -> str:
	"""Return the address that authenticator apps read out of a QR code.

	A colon parts issuer and name there, so neither may hold one.
	"""
	name, of = (text.replace(":", " ").strip() for text in (username, issuer))
	return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=of)


def find_step(secret: str, code: str, now: datetime) -> int | None:
	"""Return the step whose code this is, of those around now; all are compared, in equal time."""
	totp, present = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
	steps = range(present - STEPS_AROUND, present + STEPS_AROUND + 1)
	found = [s for s in steps if hmac.compare_digest(totp.generate_otp(s), code)]
	return found[-1] if found else None


def normalize_code(typed: str) -> str:
	"""Return a code as it is compared: without spaces and hyphens, in small letters."""
	return re.sub(r"[\s\-‐‑–—]", "", typed).lower()


def is_app_code(code: str) -> bool:
	"""Return whether a normalised code is one of the app, not a recovery code."""
	return CODE.fullmatch(code) is not None
