"""Writes risk records in Redis, one writer at a time.

``lock`` holds the writer's token and ends by itself; every step that readers could notice
checks it. ``forgotten`` has the marks of those who asked to be erased, ``proof`` shows with
which secret marks were made.
"""

import secrets
from collections.abc import Sequence
from itertools import islice
from types import TracebackType
from typing import Any, Self

import redis

from chasqui.kernel.errors import Conflict, Unavailable
from risk_soap.domain.names import read_name
from risk_soap.domain.persons import RiskRecord
from risk_soap.repositories.redis_scripts import PUBLISH, PUT, RELEASE, RENEW
from risk_soap.repositories.redis_store import pack_key, translate_failures, write_record
from risk_soap.repositories.store import BUSY, LOCK_SECONDS, LOST, OTHER_KEY

PUT_BATCH = 100  # about a millisecond for the readers who wait
UNLINK_BATCH = 1000
LOCK_MILLISECONDS = LOCK_SECONDS * 1000


class RedisRiskWriter:
	"""See `RiskWriter`. `client` answers texts; `proof` is that of the marks' secret."""

	def __init__(self, client: "redis.Redis", prefix: str, *, proof: str) -> None:
		self._client = client
		self._root = f"{prefix}risk:"
		self._proof = proof
		self._token = secrets.token_hex(8)
		self._version = ""
		self._is_new = False

	def __enter__(self) -> Self:
		with translate_failures():
			self._client.set(f"{self._root}proof", self._proof, nx=True)
			if self._client.get(f"{self._root}proof") != self._proof:
				raise Conflict(OTHER_KEY, code="other_key")
			lock = f"{self._root}lock"
			if not self._client.set(lock, self._token, nx=True, px=LOCK_MILLISECONDS):
				raise Conflict(BUSY, code="busy")
			self._version = str(self._client.get(f"{self._root}current") or "")
		return self

	def __exit__(
		self,
		kind: type[BaseException] | None,
		error: BaseException | None,
		trace: TracebackType | None,
	) -> None:
		try:
			with translate_failures():
				if self._is_new:
					self._unlink_others(str(self._client.get(f"{self._root}current") or ""))
				self._run(RELEASE, self._token)
		except (Unavailable, Conflict):
			if error is None:
				raise

	def begin(self) -> None:
		with translate_failures():
			self._unlink_others(self._version)
			self._version = str(self._client.incr(f"{self._root}version"))
			self._is_new = True

	def put(self, records: Sequence[RiskRecord]) -> int:
		if not self._version:  # an update of nothing
			self.begin()
			self.publish()
		rest = iter(records)
		written = 0
		while batch := list(islice(rest, PUT_BATCH)):
			with translate_failures():
				written += self._put_batch(batch)
		return written

	def publish(self) -> None:
		with translate_failures():
			if not self._run(PUBLISH, self._token, self._version):
				raise Conflict(LOST, code="lost")
			self._is_new = False
			self._unlink_others(self._version)

	def erase(self, keys: Sequence[str], marks: Sequence[str]) -> bool:
		with translate_failures():
			self._renew()
			names = [self._client.hget(self._build_id(key), "n") for key in keys]
			with self._client.pipeline() as pipeline:
				pipeline.sadd(f"{self._root}forgotten", *marks)
				for key, name in zip(keys, names, strict=True):
					if name:
						self._queue_removal(pipeline, key, str(name))
				pipeline.execute()
		return any(names)

	def lift(self, marks: Sequence[str]) -> bool:
		with translate_failures():
			return bool(self._client.srem(f"{self._root}forgotten", *marks))

	def find_erased(self, marks: Sequence[str]) -> set[str]:
		with translate_failures():
			are: Any = self._client.smismember(f"{self._root}forgotten", list(marks))
		return {mark for mark, is_erased in zip(marks, are, strict=True) if is_erased}

	def _put_batch(self, records: Sequence[RiskRecord]) -> int:
		replies = self._run(PUT, *self._write_batch(records))
		if replies == "LOST":
			raise Conflict(LOST, code="lost")
		for record, reply in zip(records, replies, strict=True):
			if isinstance(reply, str):
				self._rename(record, reply)
		return sum(1 for reply in replies if reply != 0)

	def _rename(self, record: RiskRecord, old_name: str) -> None:
		"""Move a record to the index entries of its new name; no reader sees it without any.

		Should the person stand in the same batch twice, the later row has been written by then:
		the name that stands now counts, and a newer record stays.
		"""
		stored: Any = self._client.hmget(self._build_id(record.key), "n", "a")
		if str(stored[1]) > record.as_of.isoformat():
			return
		with self._client.pipeline() as pipeline:
			self._queue_removal(pipeline, record.key, str(stored[0] or old_name))
			pipeline.eval(PUT, 1, self._root, *self._write_batch([record]))
			pipeline.execute()

	def _queue_removal(self, pipeline: Any, key: str, name: str) -> None:
		start, member, words = f"{self._root}{self._version}:", pack_key(key), read_name(name)
		pipeline.delete(self._build_id(key))
		pipeline.srem(f"{start}name:{words.key}", member)
		for word in set(words.words):
			pipeline.srem(f"{start}tok:{word}", member)
		for sound in set(words.sounds):
			pipeline.srem(f"{start}pho:{sound}", member)

	def _write_batch(self, records: Sequence[RiskRecord]) -> list[str]:
		arguments = [self._token, str(LOCK_MILLISECONDS), self._version]
		for record in records:
			arguments += write_record(record, read_name(record.name))
		return arguments

	def _unlink_others(self, kept: str) -> None:
		"""Unlink the keys of all other versions, those of loads that died too."""
		doomed: list[bytes | str] = []
		for key in self._client.scan_iter(f"{self._root}*:*", count=UNLINK_BATCH):
			version = str(key).removeprefix(self._root).partition(":")[0]
			if version.isdigit() and version != kept:
				doomed.append(key)
			if len(doomed) >= UNLINK_BATCH:
				self._unlink(doomed)
		self._unlink(doomed)

	def _unlink(self, doomed: list[bytes | str]) -> None:
		"""Unlink keys, unless another has become the writer, and empty the list."""
		self._renew()
		if doomed:
			self._client.unlink(*doomed)
			doomed.clear()

	def _renew(self) -> None:
		if not self._run(RENEW, self._token, str(LOCK_MILLISECONDS)):
			raise Conflict(LOST, code="lost")

	def _build_id(self, key: str) -> str:
		return f"{self._root}{self._version}:id:{pack_key(key)}"

	def _run(self, script: str, *arguments: str) -> Any:
		return self._client.register_script(script)(keys=[self._root], args=arguments)
