"""How a record and a person stand in Redis; and its failures as the service knows them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import redis

from chasqui.contracts.risk import RiskLevel
from chasqui.kernel.errors import Unavailable
from risk_soap.domain.names import NameWords
from risk_soap.domain.records import RiskRecord
from risk_soap.repositories.store import DOWN

# As whole numbers the members of a small set take 8 bytes each instead of about 70.
PACKED = {"cedula": "1", "ruc": "2"}
UNPACKED = {digit: kind for kind, digit in PACKED.items()}


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
