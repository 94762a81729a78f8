"""The durable feed: what has happened in one service, told to the others."""

from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import Field

from chasqui.contracts.wire import Contract, Instant

PATH_EVENTS = "/v1/events"
Payload = TypeVar("Payload")


class EventName(StrEnum):
	"""Names by which payloads (`event_payloads`) are joined with what they tell."""

	CONSENT_CHANGED = "consent_changed"
	CONTACT_CHANGED = "contact_changed"
	CUSTOMERS_MERGED = "customers_merged"
	CUSTOMERS_UNMERGED = "customers_unmerged"
	WRONG_NUMBER = "wrong_number"
	ERASURE_REQUESTED = "erasure_requested"
	ERASURE_DONE = "erasure_done"
	PHASE_CHANGED = "phase_changed"
	CONTACT_OBJECTED = "contact_objected"
	RECIPIENT_UNSUBSCRIBED = "recipient_unsubscribed"
	HARD_BOUNCED = "hard_bounced"
	CUSTOMER_SEEN = "customer_seen"


class Event(Contract, Generic[Payload]):
	"""`name` is a text, for a newer service tells what its readers do not know yet."""

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
