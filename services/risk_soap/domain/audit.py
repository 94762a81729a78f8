"""What is written of each look-up: who asked about whom, and why, without naming the person."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from risk_soap.domain.lookups import Asker

MARK_BYTES = 16
KEY_PROOF = "chasqui-risk"


class Operation(StrEnum):
	BY_IDENTIFICATION = "identification"
	BY_NAME = "name"
	BATCH = "batch"


class PersonMarker:
	"""Turns a person's key into a mark that only who has the secret can make again."""

	def __init__(self, secret: str) -> None:
		self._secret = secret.encode()

	def mark(self, key: str) -> str:
		"""Return the first 128 bits of HMAC-SHA-256 of a person's key, as 32 hex digits."""
		return hmac.digest(self._secret, key.encode(), "sha256")[:MARK_BYTES].hex()

	@property
	def proof(self) -> str:
		"""What shows that two processes have the same secret."""
		return self.mark(KEY_PROOF)


@dataclass(frozen=True, slots=True)
class Trail:
	"""What all persons of one look-up share in the audit.

	A record older than `fresh_since` is noted (and answered) as STALE.
	"""

	asker: Asker
	operation: Operation
	at: datetime
	fresh_since: date


@dataclass(frozen=True, slots=True)
class Asked:
	"""One person asked for: the keys to look under, and their marks.

	The first key that is there counts, for the audit too; where none is, the first.
	"""

	keys: tuple[str, ...]
	marks: tuple[str, ...]

	def find_mark(self, key: str | None) -> str:
		"""Return the mark of the key that was found, or of the first."""
		return self.marks[0] if key is None else self.marks[self.keys.index(key)]


@dataclass(frozen=True, slots=True)
class Access:
	"""One look-up of a person, as the audit tells it."""

	at: datetime
	consumer: str
	purpose: str
	operation: str
	status: str
	correlation_id: str
