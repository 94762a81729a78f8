"""Security events on their way from every service to campaigns, which keeps them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import redis
import structlog

MOST_WAITING = 10_000  # whoever provokes more of them pushes the oldest out; the logs have all


@dataclass(frozen=True)
class Happening:
	"""One event. `ticket` is its place in the stream, `at` an instant to the millisecond."""

	ticket: str
	at: datetime
	service: str
	kind: str
	subject: str
	address: str
	by: str = ""
	detail: str = ""


class SecurityStream:
	"""A capped stream in Redis, of campaigns; without Redis only logs and counts remain."""

	def __init__(self, client: "redis.Redis", *, prefix: str, service: str) -> None:
		self._client = client
		self._key = f"{prefix}campaigns:security"
		self._service = service

	def add(self, kind: str, subject: str, address: str, by: str, detail: str) -> None:
		"""Hand an event over; silent where Redis does not answer."""
		fields: dict[Any, Any] = {"service": self._service, "kind": kind}
		fields |= {"subject": subject, "address": address, "by": by, "detail": detail}
		try:
			self._client.xadd(self._key, fields, maxlen=MOST_WAITING, approximate=True)
		except redis.RedisError as error:
			structlog.get_logger().warning("security_stream_down", kind=type(error).__name__)

	def read(self, count: int) -> list[Happening]:
		"""Return the oldest events that wait.

		:raises redis.RedisError: Redis does not answer
		"""
		found: Any = self._client.xrange(self._key, count=count)
		return [_read(_decode(ticket), fields) for ticket, fields in found]

	def drop(self, happenings: Iterable[Happening]) -> None:
		"""Delete events that are kept elsewhere."""
		tickets = [one.ticket for one in happenings]
		if tickets:
			self._client.xdel(self._key, *tickets)


def _read(ticket: str, fields: dict[bytes, bytes]) -> Happening:
	values = {_decode(name): _decode(value) for name, value in fields.items()}
	at = datetime.fromtimestamp(int(ticket.partition("-")[0]) / 1000, UTC)
	names = ("service", "kind", "subject", "address", "by", "detail")
	return Happening(ticket, at, *(values.get(name, "") for name in names))


def _decode(value: bytes | str) -> str:
	return value.decode() if isinstance(value, bytes) else value
