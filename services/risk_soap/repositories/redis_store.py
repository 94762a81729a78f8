"""Risk records in Redis (K30), and the audit of their look-ups.

Keys, all under ``<prefix>risk:``: ``current`` is the version that readers see, ``version`` the
last one begun. ``<version>:id:<member>`` is a record, ``<version>:name:<sorted words>`` the
members with exactly those words, ``<version>:tok:<word>`` those with that word and
``<version>:pho:<sound>`` those with a word that sounds so. ``audit`` is a stream. A nonce that was
used is a key of its own, set once, which ends by itself.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import redis

from chasqui.contracts.risk import RiskLevel
from chasqui.kernel.errors import Unavailable
from risk_soap.domain.names import NameWords
from risk_soap.domain.persons import Access, Asked, RiskRecord, Trail
from risk_soap.repositories.redis_scripts import FIND, SEARCH
from risk_soap.repositories.store import DOWN, MOST_CANDIDATES

# As whole numbers the members of a small set take 8 bytes each instead of about 70.
PACKED = {"cedula": "1", "ruc": "2"}
UNPACKED = {digit: kind for kind, digit in PACKED.items()}
AUDIT_PAGE = 1000
# What one search may cost while all others wait: about ten milliseconds.
MOST_INTERSECTED, MOST_EXAMINED = 20_000, 5_000


class RedisRiskStore:
	"""Reads the current version; `client` answers texts (``decode_responses``)."""

	def __init__(self, client: "redis.Redis", prefix: str, *, retention: timedelta) -> None:
		self._client = client
		self._root = f"{prefix}risk:"
		self._audit = f"{self._root}audit"
		self._nonces = f"{prefix}risk-nonce:"
		self._retention = retention
		self._find = client.register_script(FIND)
		self._search = client.register_script(SEARCH)

	def find(self, asked: Sequence[Asked], trail: Trail) -> list[RiskRecord | None]:
		asker = trail.asker
		arguments = [
			self._find_oldest_id(trail.at), trail.fresh_since.isoformat(),
			asker.consumer, asker.purpose, asker.correlation_id, trail.operation.value,
		]  # fmt: skip
		for one in asked:
			pairs = zip(one.keys, one.marks, strict=True)
			given = [text for key, mark in pairs for text in (pack_key(key), mark)]
			arguments += given if len(given) > 2 else (*given, "", "")
		with translate_failures():
			answers: Any = self._find(keys=[self._root], args=arguments)
		return [_read_answer(one, values) for one, values in zip(asked, answers, strict=True)]

	def search(self, name: NameWords, enough: int) -> list[RiskRecord]:
		limits = [enough, MOST_CANDIDATES, MOST_INTERSECTED, MOST_EXAMINED]
		arguments: list[str | int] = [*limits, name.key, len(name.words), *name.words, *name.sounds]
		with translate_failures():
			found: Any = self._search(keys=[self._root], args=arguments)
		return [read_record(unpack_key(one[0]), one[1:]) for one in found if one[1] is not None]

	def note(self, shown: Sequence[tuple[str, str]], trail: Trail) -> None:
		fields: Any = {
			"consumer": trail.asker.consumer,
			"purpose": trail.asker.purpose,
			"correlation": trail.asker.correlation_id,
			"operation": trail.operation.value,
			"people": " ".join(f"{mark}:{status}" for mark, status in shown),
		}
		oldest = self._find_oldest_id(trail.at)
		with translate_failures():
			self._client.xadd(self._audit, fields, minid=oldest, approximate=True)

	def list_accesses(self, mark: str, since: datetime) -> Iterator[Access]:
		start = str(int(since.timestamp() * 1000))
		with translate_failures():
			self._client.xtrim(self._audit, minid=start, approximate=False)
			while page := self._read_page(start):
				for entry, fields in page:
					yield from _read_accesses(mark, entry, fields)
				start = f"({page[-1][0]}"

	def use_nonce(self, key: str, kept: timedelta) -> bool:
		with translate_failures():
			return bool(self._client.set(self._nonces + key, 1, nx=True, ex=kept))

	def ping(self) -> None:
		with translate_failures():
			self._client.ping()

	def _read_page(self, start: str) -> Any:
		return self._client.xrange(self._audit, min=start, count=AUDIT_PAGE)

	def _find_oldest_id(self, now: datetime) -> str:
		return str(int((now - self._retention).timestamp() * 1000))


def _read_answer(asked: Asked, values: list[str]) -> RiskRecord | None:
	if not values:
		return None
	key = asked.keys[0] if len(values) < 6 else asked.keys[1]
	return read_record(key, values)


def _read_accesses(mark: str, entry: str, fields: dict[str, str]) -> Iterator[Access]:
	if mark not in fields["people"]:
		return
	at = datetime.fromtimestamp(int(entry.partition("-")[0]) / 1000, UTC)
	for person in fields["people"].split():
		asked, _, status = person.partition(":")
		if asked == mark:
			yield Access(
				at, fields["consumer"], fields["purpose"], fields["operation"], status,
				fields["correlation"],
			)  # fmt: skip


def pack_key(key: str) -> str:
	"""Return a person's key as a set's member: ``cedula:1710034065`` is ``11710034065``."""
	kind, _, number = key.partition(":")
	digit = PACKED.get(kind)
	return key if digit is None else digit + number


def unpack_key(member: str) -> str:
	"""Return the person's key that `pack_key` packed."""
	return member if ":" in member else f"{UNPACKED[member[0]]}:{member[1:]}"


def write_record(record: RiskRecord, name: NameWords) -> list[str]:
	"""Return a record as the script that puts it expects it."""
	return [
		pack_key(record.key), record.name, record.level.value,
		"" if record.score is None else str(record.score),
		record.as_of.isoformat(), record.source, name.key, " ".join(name.sounds),
	]  # fmt: skip


def read_record(key: str, values: Sequence[str]) -> RiskRecord:
	"""Return the record of a person's key out of its hash's values."""
	name, level, score, as_of, source = values[:5]
	return RiskRecord(
		key,
		name,
		RiskLevel(level),
		int(score) if score else None,
		date.fromisoformat(as_of),
		source,
	)


@contextmanager
def translate_failures() -> Iterator[None]:
	"""Turn the client's failures into the one kind that the service knows."""
	try:
		yield
	except redis.RedisError as error:
		raise Unavailable(DOWN, code="store_down") from error
