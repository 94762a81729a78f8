"""Knows who asks, and lets nobody ask what or more than they may."""

from collections.abc import Sequence
from typing import Protocol

from chasqui.kernel.errors import Forbidden, TooMany, Unauthenticated
from risk_soap.domain.consumers import Consumer, ConsumerBook, Credential, Role


class RateLimiter(Protocol):
	"""Counts what each consumer asks, over all processes of the service."""

	def take(self, consumer: Consumer, cost: int) -> int:
		"""Spend `cost` look-ups; return 0, or the seconds to wait where they are too many.

		:raises Unavailable: what has been spent cannot be known
		"""


class Gatekeeper:
	def __init__(self, book: ConsumerBook, limiter: RateLimiter) -> None:
		self._book = book
		self._limiter = limiter

	def identify(self, given: Sequence[Credential]) -> Consumer:
		"""Return whose credentials these are; all must hold and be of the same consumer.

		:raises Unauthenticated: none is given, one does not hold, or they differ
		"""
		found = [self._book.find(credential) for credential in given]
		first = found[0] if found else None
		if first is None or any(one is not first for one in found):
			raise Unauthenticated("Faltan credenciales válidas.")
		return first

	def admit(self, consumer: Consumer, role: Role, cost: int) -> None:
		"""Let a consumer ask for `cost` people.

		:raises Forbidden: the consumer has not the role
		:raises TooMany: more than its rate; says after how many seconds it may ask again
		:raises Unavailable: the rate cannot be counted; then nobody passes
		"""
		if role not in consumer.roles:
			raise Forbidden("Estas credenciales no permiten esa operación.")
		wait = self._limiter.take(consumer, cost)
		if wait:
			text = "Demasiadas consultas. Vuelva a intentarlo más tarde."
			raise TooMany(text, retry_after=wait)
