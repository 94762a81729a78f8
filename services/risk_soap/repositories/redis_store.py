"""Risk records in Redis (K30).

Keys, all under ``<prefix>risk:``: ``current`` is the version that readers see, ``version`` the
last one begun; ``<version>:id:<type>:<number>`` is a record, ``<version>:name:<sorted words>``
the numbers with exactly those words, ``<version>:tok:<word>`` the numbers with that word.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

import redis

from chasqui.contracts.risk import RiskLevel
from chasqui.kernel.errors import Unavailable
from risk_soap.domain.names import list_tokens
from risk_soap.domain.records import RiskRecord

UNLINK_BATCH = 1000


class RedisRiskStore:
	"""Reads the current version; `client` answers texts (``decode_responses``)."""

	def __init__(self, client: "redis.Redis", prefix: str) -> None:
		self._client = client
		self._root = f"{prefix}risk:"

	def find(self, key: str) -> RiskRecord | None:
		with translate_failures():
			version = self._read_version()
			text = self._client.get(f"{self._root}{version}:id:{key}")
		return _read_record(key, str(text)) if text else None

	def search(self, tokens: list[str], limit: int) -> list[RiskRecord]:
		with translate_failures():
			version = self._read_version()
			start = f"{self._root}{version}:"
			keys = self._client.smembers(f"{start}name:{' '.join(tokens)}")
			if not keys:
				keys = self._client.sinter([f"{start}tok:{token}" for token in tokens])
			names = sorted(str(key) for key in keys)
			texts = self._client.mget([f"{start}id:{name}" for name in names]) if names else []
		found = [
			_read_record(key, str(text)) for key, text in zip(names, texts, strict=True) if text
		]
		return sorted(found, key=lambda one: (len(one.name), one.name, one.key))[:limit]

	def ping(self) -> None:
		with translate_failures():
			self._client.ping()

	def _read_version(self) -> str:
		current = self._client.get(f"{self._root}current")
		return str(current) if current else "0"


class RedisRiskLoading:
	"""Writes a version beside the current one; readers change over by one SET."""

	def __init__(self, client: "redis.Redis", prefix: str) -> None:
		self._client = client
		self._root = f"{prefix}risk:"
		with translate_failures():
			self._version = str(client.incr(f"{self._root}version"))

	def add(self, records: Iterable[RiskRecord]) -> None:
		start = f"{self._root}{self._version}:"
		with translate_failures(), self._client.pipeline(transaction=False) as pipeline:
			for record in records:
				tokens = list_tokens(record.name)
				pipeline.set(f"{start}id:{record.key}", _write_record(record))
				pipeline.sadd(f"{start}name:{' '.join(tokens)}", record.key)
				for token in tokens:
					pipeline.sadd(f"{start}tok:{token}", record.key)
			pipeline.execute()

	def publish(self) -> None:
		with translate_failures():
			self._client.set(f"{self._root}current", self._version)
			self._forget_except({self._version})

	def discard(self) -> None:
		with translate_failures():
			current = self._client.get(f"{self._root}current")
			self._forget_except({str(current) if current else ""})

	def _forget_except(self, kept: set[str]) -> None:
		"""Unlink the keys of all other versions, those of loads that died too."""
		doomed: list[bytes | str] = []
		for key in self._client.scan_iter(f"{self._root}*:*", count=UNLINK_BATCH):
			version = str(key).removeprefix(self._root).partition(":")[0]
			if version.isdigit() and version not in kept:
				doomed.append(key)
			if len(doomed) >= UNLINK_BATCH:
				self._client.unlink(*doomed)
				doomed.clear()
		if doomed:
			self._client.unlink(*doomed)


@contextmanager
def translate_failures() -> Iterator[None]:
	"""Turn the client's failures into the one kind that the service knows."""
	try:
		yield
	except redis.RedisError as error:
		raise Unavailable("La central de riesgos no responde.", code="store_down") from error


def _write_record(record: RiskRecord) -> str:
	values = [record.name, record.level.value, record.score, str(record.as_of), record.source]
	return json.dumps(values, ensure_ascii=False)


def _read_record(key: str, text: str) -> RiskRecord:
	name, level, score, as_of, source = json.loads(text)
	return RiskRecord(key, name, RiskLevel(level), score, date.fromisoformat(as_of), source)
