"""Who may ask the service, for what, and how much."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

NOBODY = "0" * 64  # no secret has this digest; comparing with it takes as long as with another


class Role(StrEnum):
	"""What a consumer may ask; one role per operation."""

	LOOKUP = "lookup"
	NAMES = "names"
	BATCH = "batch"
	PING = "ping"
	ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Credential:
	"""A name and a secret as given, by whatever way."""

	name: str
	secret: str


@dataclass(frozen=True, slots=True)
class Consumer:
	"""A program that asks. `digests` are of the secrets that hold: two while one is changed.

	`per_minute` people may be asked for on average, `burst` at once.
	"""

	name: str
	digests: tuple[str, ...]
	roles: frozenset[Role]
	per_minute: int
	burst: int


class ConsumerBook:
	"""All consumers of the service."""

	def __init__(self, consumers: Iterable[Consumer]) -> None:
		self._consumers = {consumer.name: consumer for consumer in consumers}

	def knows(self, name: str) -> bool:
		return name in self._consumers

	def find(self, given: Credential) -> Consumer | None:
		"""Return whose credential it is; that costs the same for an unknown name."""
		consumer = self._consumers.get(given.name)
		digests = consumer.digests if consumer is not None else (NOBODY,)
		computed = digest_secret(given.secret)
		matches = [hmac.compare_digest(computed, digest) for digest in digests]
		return consumer if any(matches) else None


def digest_secret(secret: str) -> str:
	"""Return a secret's SHA-256 in hexadecimal; enough for random secrets, not for words."""
	return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
