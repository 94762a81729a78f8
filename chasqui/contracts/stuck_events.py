"""Events that a service could not handle: the administrator has them tried again, or drops them."""

from uuid import UUID

from pydantic import Field

from chasqui.contracts.access import Service
from chasqui.contracts.wire import Contract, Instant

PATH_STUCK = "/v1/stuck-events"


class StuckEvent(Contract):
	"""`subject` is whom it concerns (``customer:12``); `error` holds no data of a person."""

	event_id: UUID
	producer: Service
	name: str
	subject: str | None
	happened_at: Instant
	failed_at: Instant | None
	failures: int
	error: str


class StuckQuery(Contract):
	cursor: str | None = None
	limit: int = Field(default=50, ge=1, le=200)


class StuckDrop(Contract):
	"""Why an event is given up; kept with it."""

	reason: str = Field(min_length=3, max_length=300)
