"""Hands events to a service's subscriptions, as its consumer does."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from chasqui.contracts.event_payloads import EventName
from chasqui.contracts.events import Event
from chasqui.kernel.clock import read_now
from chasqui.kernel.feed.subscriptions import Subscription, SubscriptionIndex


def hand_event(
	session: Session,
	subscriptions: Iterable[Subscription[Any]],
	name: EventName,
	payload: Any,
	event_id: UUID | None = None,
) -> None:
	"""Handle one event within the session; the same `event_id` again is a repeated event."""
	event = Event[dict[str, Any]](
		event_id=event_id or uuid4(),
		cursor="1.1",
		name=name,
		payload=payload,
		happened_at=read_now(),
	)
	SubscriptionIndex(subscriptions).handle(session, event)
