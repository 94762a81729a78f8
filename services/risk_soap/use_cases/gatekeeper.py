"""Knows who asks, and lets nobody ask what or more than they may."""

from collections.abc import Sequence
from typing import Protocol

from chasqui.contracts.security import SecurityKind
from chasqui.kernel.errors import Forbidden, TooMany, Unauthenticated
from chasqui.kernel.security.events import NOBODY, report
from risk_soap.domain.consumers import Consumer, ConsumerBook, Credential, Role
from risk_soap.use_cases.secret_guard import SecretGuard


class RateLimiter(Protocol):
	"""Counts what each consumer asks, over all processes of the service."""

	def take(self, consumer: Consumer, cost: int) -> int:
		"""Spend `cost` look-ups; return 0, or the seconds to wait where they are too many.

		:raises Unavailable: what has been spent cannot be known
		"""


class Gatekeeper:
	def __init__(self, book: ConsumerBook, limiter: RateLimiter, secrets: SecretGuard) -> None:
		self._book = book
		self._limiter = limiter
		self._secrets = secrets

	def identify(self, given: Sequence[Credential], address: str) -> Consumer:
		"""Return whose credentials these are; all must hold and be of the same consumer.

		:raises Unauthenticated: none is given, one does not hold, or they differ
		:raises TooMany: too many wrong secrets for this name came from this address
		:raises Unavailable: wrong secrets cannot be counted
		"""
		found = [self._find(credential, address) for credential in given]
		first = found[0] if found else None
		if first is None or any(one is not first for one in found):
			raise Unauthenticated("Faltan credenciales válidas.")
		return first

	def _find(self, given: Credential, address: str) -> Consumer | None:
		self._secrets.check(given.name, address)
		consumer = self._book.find(given)
		if consumer is None:
			subject = f"consumer:{given.name}" if self._book.knows(given.name) else NOBODY
			self._secrets.note_failure(given.name, address, subject)
		return consumer

	def admit(self, consumer: Consumer, role: Role, cost: int) -> None:
		"""Let a consumer ask for `cost` people.

		:raises Forbidden: the consumer has not the role
		:raises TooMany: more than its rate; says after how many seconds it may ask again
		:raises Unavailable: the rate cannot be counted; then nobody passes
		"""
		if role not in consumer.roles:
			report(SecurityKind.FORBIDDEN, subject=f"consumer:{consumer.name}", operation=role)
			raise Forbidden("Estas credenciales no permiten esa operación.")
		wait = self._limiter.take(consumer, cost)
		if wait:
			text = "Demasiadas consultas. Vuelva a intentarlo más tarde."
			raise TooMany(text, retry_after=wait)
