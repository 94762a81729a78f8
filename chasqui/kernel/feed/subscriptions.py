"""What a service does for which event: the payload's model joins both."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import EventPayload
from chasqui.contracts.events import Event

Payload = TypeVar("Payload", bound=EventPayload)


@dataclass(frozen=True)
class Subscription(Generic[Payload]):
	"""`handle` must bear a repeated event, and one that comes after a later one."""

	payload: type[Payload]
	handle: Callable[[Session, Event[Payload]], None]


class SubscriptionIndex:
	"""A service's subscriptions, by the names of their events."""

	def __init__(self, subscriptions: Iterable[Subscription[Any]]) -> None:
		self._known = {one.payload.NAME.value: one for one in subscriptions}

	def handle(self, session: Session, event: Event[dict[str, Any]]) -> None:
		"""Hand an event to whom it concerns; what nobody asked for passes by.

		:raises ValidationError: its payload breaks the contract
		"""
		found = self._known.get(event.name)
		if found is None:
			return
		payload = found.payload.model_validate(event.payload, extra="ignore")
		found.handle(session, Event(**{**dict(event), "payload": payload}))
		session.flush()  # what the database refuses is this event's fault, not a later one's
