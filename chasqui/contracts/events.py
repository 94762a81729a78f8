"""The durable feed: what has happened in one service, published to the others."""

from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import Field

from chasqui.contracts.wire import Contract, Instant

PATH_EVENTS = "/v1/events"
Payload = TypeVar("Payload")


class Event(Contract, Generic[Payload]):
	"""`name` is a text, for a newer service publishes what its readers do not know yet."""

	event_id: UUID
	cursor: str = Field(pattern=r"^\d+\.\d+$")
	name: str
	payload: Payload
	happened_at: Instant


class EventPage(Contract):
	"""`next_cursor` is where to ask next; it stays the same when nothing is new.

	Payloads come as they are: each is read by itself, so that one bad event is one bad event.
	"""

	items: list[Event[dict[str, Any]]]
	next_cursor: str


class EventQuery(Contract):
	after: str = Field(default="0.0", pattern=r"^\d+\.\d+$")
	limit: int = Field(default=500, ge=1, le=5000)
