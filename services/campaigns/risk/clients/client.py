"""How campaigns asks for risk: kept answers first, then the service behind the breaker.

That the service does not answer is an answer too: `UNAVAILABLE` with its reason, given at once
while the breaker rests. Nothing is retried here.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import structlog

from campaigns.risk.clients.breaker import CircuitBreaker
from campaigns.risk.clients.cache import RiskCache
from campaigns.risk.clients.failures import RiskUnavailable
from campaigns.risk.clients.soap import RiskSoapClient
from campaigns.risk.domain.identities import IdentityHasher
from chasqui.contracts.risk import (
	MAX_BATCH,
	Identification,
	RiskAnswer,
	RiskStatus,
	UnavailableReason,
)
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Invalid

Answer = TypeVar("Answer")


class RiskClient:
	"""One per process, for all threads."""

	def __init__(
		self, soap: RiskSoapClient, cache: RiskCache, breaker: CircuitBreaker, keys: IdentityHasher
	) -> None:
		self._soap = soap
		self._cache = cache
		self._breaker = breaker
		self._keys = keys

	def ask(self, one: Identification, purpose: str, *, fresh: bool = False) -> RiskAnswer:
		"""Return a person's risk; `fresh` passes over an answer that is kept.

		:raises Invalid: the service refuses the identification
		"""
		key = self._keys.make_key(one)
		if not fresh and (kept := self._cache.read([key]).get(key)):
			return kept
		answer = self._answer(lambda: self._soap.ask(one, purpose))
		self._cache.keep({key: answer})
		return answer

	def find_by_name(self, name: str, limit: int, purpose: str) -> RiskAnswer:
		"""Return who is called so, ranked; nobody is picked.

		:raises Invalid: the service refuses the name
		"""
		return self._answer(lambda: self._soap.find_by_name(name, limit, purpose))

	def ask_batch(self, items: Sequence[Identification], purpose: str) -> list[RiskAnswer]:
		"""Return the risk of at most `MAX_BATCH` people, in the order asked.

		Who stands there twice is asked once; whoever's answer is kept, not at all.

		:raises RiskUnavailable: the service does not answer; what it answered before is kept
		:raises Invalid: the service refuses the batch
		"""
		assert len(items) <= MAX_BATCH
		keys = [self._keys.make_key(one) for one in items]
		answers = self._cache.read(dict.fromkeys(keys))
		missing = {key: one for key, one in zip(keys, items, strict=True) if key not in answers}
		if missing:
			asked = list(missing.values())
			fresh = self._guard(lambda: self._soap.ask_batch(asked, purpose))
			fetched = dict(zip(missing, fresh, strict=True))
			self._cache.keep(fetched)
			answers |= fetched
		return [answers[key] for key in keys]

	def read_wait(self) -> float:
		"""Return for how many seconds the service is not asked."""
		return self._breaker.read_wait()

	def _answer(self, ask: Callable[[], RiskAnswer]) -> RiskAnswer:
		try:
			return self._guard(ask)
		except RiskUnavailable as error:
			return RiskAnswer(
				status=RiskStatus.UNAVAILABLE, reason=error.reason, asked_at=read_now()
			)

	def _guard(self, ask: Callable[[], Answer]) -> Answer:
		"""Return what the service answers, if the breaker lets it be asked."""
		if not self._breaker.try_enter():
			raise RiskUnavailable(UnavailableReason.RESTING)
		try:
			answer = ask()
		except Invalid:
			self._breaker.note_success()  # a refusal is a sign of life
			raise
		except RiskUnavailable as error:
			structlog.get_logger().warning("risk_unavailable", reason=error.reason.value)
			if error.retry_after is not None:
				self._breaker.rest(error.retry_after)
			else:
				self._breaker.note_failure()
			raise
		except BaseException:
			self._breaker.note_failure()  # a probe that ends in a surprise must free the way
			raise
		self._breaker.note_success()
		return answer
