"""Who may ask the service, for what, and how much; and that no message passes twice."""

import hashlib
import hmac
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from threading import Lock
from typing import Protocol

from chasqui.contracts.campaigns.security import SecurityKind
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Forbidden, TooMany, Unauthenticated
from chasqui.kernel.security.addresses import normalize_address
from chasqui.kernel.security.attempts import AttemptLimiter, Limit
from chasqui.kernel.security.events import NOBODY, report
from chasqui.kernel.security.rates import BucketLimiter, Rate
from chasqui.kernel.texts.text import say
from risk_soap.repositories.store import RiskStore

NO_DIGEST = "0" * 64  # of no secret; comparing with it takes as long as with another
# UsernameToken Profile 1.1, 3.1: at least five minutes, so that clocks may differ; so many are
# allowed in both directions. A nonce is kept for as long as its message could be sent again.
WINDOW = timedelta(minutes=5)
KEPT = 2 * WINDOW + timedelta(minutes=1)
FREE_FAILURES = 20  # a program with an old secret asks on and on
LOCKS = (*[0] * FREE_FAILURES, 60, 120, 240, 480, 900)  # seconds after each failure
LEAK_SECONDS = 60
MOST_LOCKS = 10_000
# A slice is what comes back within a tenth of a second, and is good for one second.
SLICES_PER_MINUTE = 600
LIFETIME = 1.0  # seconds
LOCKED = say("Demasiadas claves equivocadas. Vuelva a intentarlo más tarde.")
STALE = say("El mensaje ya no es vigente: revise la hora del equipo que pregunta.")
REPLAYED = say("Ese mensaje ya se recibió: cada uno lleva un Nonce y un Created nuevos.")


class Role(StrEnum):
	"""What a consumer may ask."""

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
class Freshness:
	"""What a token says: the moment of its making, and a word that no other has."""

	created: datetime
	nonce: str


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


class ConsumerVerifier:
	"""All consumers of the service."""

	def __init__(self, consumers: Iterable[Consumer]) -> None:
		self._consumers = {consumer.name: consumer for consumer in consumers}

	def knows(self, name: str) -> bool:
		return name in self._consumers

	def find(self, given: Credential) -> Consumer | None:
		"""Return whose credential it is; that costs the same for an unknown name."""
		consumer = self._consumers.get(given.name)
		digests = consumer.digests if consumer is not None else (NO_DIGEST,)
		computed = digest_secret(given.secret)
		matches = [hmac.compare_digest(computed, digest) for digest in digests]
		return consumer if any(matches) else None


class RateLimiter(Protocol):
	"""Counts what each consumer asks, over all processes of the service."""

	def take(self, consumer: Consumer, cost: int) -> int:
		"""Spend `cost` look-ups; return 0, or the seconds to wait where they are too many.

		:raises Unavailable: what has been spent cannot be known
		"""


class SharedLimiter:
	"""See `RateLimiter`. What is refused costs nothing."""

	def __init__(self, buckets: BucketLimiter) -> None:
		self._buckets = buckets

	def take(self, consumer: Consumer, cost: int) -> int:
		rate = Rate(consumer.name, consumer.per_minute, 60.0, consumer.burst)
		return ceil(self._buckets.take([rate], cost, least=cost).wait)


class SliceLimiter:
	"""Takes look-ups in slices from the counter that all processes share, and hands them out here.

	One who may ask thousands a minute need not ask Redis each time. A process never holds more
	than a slice, and who may ask less than 1,200 a minute is counted one by one.
	"""

	def __init__(self, shared: RateLimiter) -> None:
		self._shared = shared
		self._lock = Lock()
		self._held: dict[str, tuple[int, float]] = {}

	def take(self, consumer: Consumer, cost: int) -> int:
		"""See `RateLimiter`."""
		if self._take_held(consumer.name, cost):
			return 0
		part = min(consumer.per_minute // SLICES_PER_MINUTE, consumer.burst)
		if part <= max(cost, 1) or self._shared.take(consumer, part):
			return self._shared.take(consumer, cost)
		with self._lock:
			self._held[consumer.name] = (part - cost, time.monotonic() + LIFETIME)
		return 0

	def _take_held(self, name: str, cost: int) -> bool:
		with self._lock:
			left, until = self._held.get(name, (0, 0.0))
			if left < cost or until < time.monotonic():
				return False
			self._held[name] = (left - cost, until)
			return True


class AccessPolicy:
	"""Wrong secrets are counted for all processes; each keeps the locks that it met itself.

	A lock is for a name at an address: elsewhere the same consumer goes on asking. Whatever cannot
	be counted or remembered is `Unavailable`: then nobody passes.
	"""

	def __init__(
		self,
		consumers: ConsumerVerifier,
		limiter: RateLimiter,
		attempts: AttemptLimiter,
		store: RiskStore,
	) -> None:
		self._consumers = consumers
		self._limiter = limiter
		self._attempts = attempts
		self._store = store
		self._locked_until: dict[str, float] = {}

	def identify(self, given: Sequence[Credential], address: str) -> Consumer:
		"""Return whose credentials these are; all must hold and be of the same consumer.

		:raises Unauthenticated: none is given, one does not hold, or they differ
		:raises TooMany: too many wrong secrets for this name came from this address; says after
			how many seconds it is accepted again
		"""
		found = [self._find(credential, address) for credential in given]
		first = found[0] if found else None
		if first is None or any(one is not first for one in found):
			raise Unauthenticated(say("Faltan credenciales válidas."))
		return first

	def admit_message(self, consumer: Consumer, freshness: Freshness, address: str) -> None:
		"""Let a message pass that is of now and was never received (UsernameToken Profile, 3.1).

		A nonce that comes again with another moment is a repetition too.

		:raises Unauthenticated: it is too old, of the future, or a repetition
		"""
		subject = f"consumer:{consumer.name}"
		if abs(read_now() - freshness.created) > WINDOW:
			report(SecurityKind.SOAP_STALE, subject=subject, address=address)
			raise Unauthenticated(STALE)
		# Hashed, for who asks chooses it.
		if not self._store.use_nonce(digest_secret(f"{consumer.name}\0{freshness.nonce}"), KEPT):
			report(SecurityKind.SOAP_REPLAYED, subject=subject, address=address)
			raise Unauthenticated(REPLAYED)

	def admit(self, consumer: Consumer, role: Role, cost: int) -> None:
		"""Let a consumer ask for `cost` people.

		:raises Forbidden: the consumer has not the role
		:raises TooMany: more than its rate; says after how many seconds it may ask again
		"""
		if role not in consumer.roles:
			report(SecurityKind.FORBIDDEN, subject=f"consumer:{consumer.name}", operation=role)
			raise Forbidden(say("Estas credenciales no permiten esa operación."))
		wait = self._limiter.take(consumer, cost)
		if wait:
			text = say("Demasiadas consultas. Vuelva a intentarlo más tarde.")
			raise TooMany(text, retry_after=wait)

	def _find(self, given: Credential, address: str) -> Consumer | None:
		place = f"{normalize_address(address)}:{digest_secret(given.name)}"
		left = self._locked_until.get(place, 0.0) - time.monotonic()
		if left > 0:
			raise TooMany(LOCKED, retry_after=int(left) + 1, code="locked")
		consumer = self._consumers.find(given)
		if consumer is None:
			subject = f"consumer:{given.name}" if self._consumers.knows(given.name) else NOBODY
			self._note_failure(place, address, subject)
		return consumer

	def _note_failure(self, place: str, address: str, subject: str) -> None:
		wait = self._attempts.admit([Limit(place, LOCKS, LEAK_SECONDS)]).wait
		kind = SecurityKind.SOAP_LOCKED if wait else SecurityKind.SOAP_SECRET_REFUSED
		report(kind, subject=subject, address=address)
		if wait:
			if len(self._locked_until) >= MOST_LOCKS:
				self._locked_until.clear()
			self._locked_until[place] = time.monotonic() + wait
			raise TooMany(LOCKED, retry_after=wait, code="locked")


def digest_secret(secret: str) -> str:
	"""Return a text's SHA-256 in hexadecimal; enough for random secrets, not for words."""
	return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
