"""Limits wrong secrets, at no cost for who gives the right one."""

import hashlib
import time

from chasqui.contracts.security import SecurityKind
from chasqui.kernel.errors import TooMany
from chasqui.kernel.security.addresses import fold_address
from chasqui.kernel.security.attempts import AttemptLimiter, Limit
from chasqui.kernel.security.events import report
from risk_soap.domain.secret_limits import LEAK_SECONDS, LOCKS

MOST_KEPT = 10_000
TEXT = "Demasiadas claves equivocadas. Vuelva a intentarlo más tarde."


class SecretGuard:
	"""Failures are counted in Redis for all processes; each keeps the locks that it met itself.

	A lock is for a name at an address: elsewhere the same consumer goes on asking.
	"""

	def __init__(self, limiter: AttemptLimiter) -> None:
		self._limiter = limiter
		self._locked_until: dict[str, float] = {}

	def check(self, name: str, address: str) -> None:
		"""Let pass what is not locked, so that its secret is looked at.

		:raises TooMany: says after how many seconds it is heard again
		"""
		left = self._locked_until.get(_name_limit(name, address), 0.0) - time.monotonic()
		if left > 0:
			raise TooMany(TEXT, retry_after=int(left) + 1, code="locked")

	def note_failure(self, name: str, address: str, subject: str) -> None:
		"""Count a wrong secret; `subject` is the consumer, where there is one of this name.

		:raises TooMany: there were too many of them
		:raises Unavailable: they cannot be counted
		"""
		limit = Limit(_name_limit(name, address), LOCKS, LEAK_SECONDS)
		wait = self._limiter.admit([limit]).wait
		kind = SecurityKind.SOAP_LOCKED if wait else SecurityKind.SOAP_SECRET_REFUSED
		report(kind, subject=subject, address=address)
		if wait:
			if len(self._locked_until) >= MOST_KEPT:
				self._locked_until.clear()
			self._locked_until[limit.name] = time.monotonic() + wait
			raise TooMany(TEXT, retry_after=wait, code="locked")


def _name_limit(name: str, address: str) -> str:
	"""Return the limit's name; hashed, for who asks can choose it."""
	digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
	return f"{fold_address(address)}:{digest}"
