"""Answers kept for a short while in Redis; a Redis that is down only means asking again."""

from collections.abc import Iterable, Mapping

import redis
import structlog
from pydantic import ValidationError

from chasqui.contracts.risk import RiskAnswer, RiskStatus
from chasqui.contracts.wire import read_answer

KEPT = (RiskStatus.FOUND, RiskStatus.STALE, RiskStatus.NOT_FOUND)


class RiskCache:
	"""Keyed by the HMAC of an identity, so that no identification stands in Redis in clear."""

	def __init__(self, client: "redis.Redis", *, prefix: str, seconds: int) -> None:
		self._client = client
		self._prefix = f"{prefix}risk-answer:"
		self._seconds = seconds

	def read(self, keys: Iterable[str]) -> dict[str, RiskAnswer]:
		"""Return the answers that are kept, by key."""
		wanted = list(keys)
		if not wanted or not self._seconds:
			return {}
		try:
			found = self._client.mget([self._prefix + key for key in wanted])
		except redis.RedisError as error:
			structlog.get_logger().warning("risk_cache_down", kind=type(error).__name__)
			return {}
		read = {
			key: _read_answer(text)
			for key, text in zip(wanted, found, strict=True)
			if text is not None
		}
		return {key: answer for key, answer in read.items() if answer is not None}

	def keep(self, answers: Mapping[str, RiskAnswer]) -> None:
		"""Keep answers; what is no sure answer is not kept."""
		good = {key: answer for key, answer in answers.items() if answer.status in KEPT}
		if not good or not self._seconds:
			return
		pipeline = self._client.pipeline(transaction=False)
		for key, answer in good.items():
			pipeline.set(self._prefix + key, answer.model_dump_json(), ex=self._seconds)
		try:
			pipeline.execute()
		except redis.RedisError as error:
			structlog.get_logger().warning("risk_cache_down", kind=type(error).__name__)


def _read_answer(text: bytes | str) -> RiskAnswer | None:
	"""Return a kept answer; None where another version of us kept it in another shape."""
	try:
		return read_answer(RiskAnswer, text)
	except ValidationError:
		return None
