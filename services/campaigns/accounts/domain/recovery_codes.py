"""Recovery codes: for who has lost the telephone. Each serves once."""

import hashlib
import hmac
import secrets

COUNT = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that are read for each other."""
GROUPS, GROUP_LENGTH = 4, 4
"""16 characters of 31: 79 random bits, beyond all guessing even for who has the digests."""


def make_codes() -> list[str]:
	"""Return new codes as people read them: ``abcd-efgh-jkmn-pqrs``."""
	return [_make_code() for _ in range(COUNT)]


def hash_code(key: bytes, staff_id: int, code: str) -> str:
	"""Return what is stored of a normalised code: a digest that only our key makes, per account."""
	return hmac.new(key, f"{staff_id}:{code}".encode(), hashlib.sha256).hexdigest()


def _make_code() -> str:
	drawn = (secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH))
	text = "".join(drawn)
	return "-".join(text[i : i + GROUP_LENGTH] for i in range(0, len(text), GROUP_LENGTH))
