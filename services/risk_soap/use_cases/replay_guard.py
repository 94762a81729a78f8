"""Lets no message through twice (OASIS UsernameToken Profile 1.1, 3.1)."""

from datetime import timedelta
from typing import Protocol

from chasqui.contracts.security import SecurityKind
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Unauthenticated
from chasqui.kernel.security.events import report
from risk_soap.domain.consumers import Consumer
from risk_soap.domain.freshness import KEPT, Freshness

STALE = "El mensaje ya no es vigente: revise la hora del equipo que pregunta."
REPLAYED = "Ese mensaje ya se recibió: cada uno lleva un Nonce y un Created nuevos."


class NonceStore(Protocol):
	"""Remembers what was used, for all processes of the service."""

	def use(self, key: str, kept: timedelta) -> bool:
		"""Remember a key for `kept`; False where it is remembered already.

		:raises Unavailable: the store does not answer
		"""


class ReplayGuard:
	def __init__(self, nonces: NonceStore) -> None:
		self._nonces = nonces

	def admit(self, consumer: Consumer, freshness: Freshness, address: str) -> None:
		"""Let a message of a known consumer pass that is of now and was never received.

		:raises Unauthenticated: it is too old, of the future, or a repetition
		:raises Unavailable: that cannot be known; then nobody passes
		"""
		subject = f"consumer:{consumer.name}"
		if not freshness.is_of_now(read_now()):
			report(SecurityKind.SOAP_STALE, subject=subject, address=address)
			raise Unauthenticated(STALE)
		if not self._nonces.use(freshness.find_key(consumer.name), KEPT):
			report(SecurityKind.SOAP_REPLAYED, subject=subject, address=address)
			raise Unauthenticated(REPLAYED)
