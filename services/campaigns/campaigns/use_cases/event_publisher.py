"""Publishes what happened in campaigns, as part of it."""

from sqlalchemy.orm import Session

from campaigns.tables import EventRow
from chasqui.contracts.event_payloads import EventPayload
from chasqui.kernel.feed.publishing import publish_event
from chasqui.kernel.tasks.messages import Publisher


class EventPublisher:
	"""Publishes in the session's transaction."""

	def __init__(self, session: Session, publisher: Publisher) -> None:
		self._session = session
		self._publisher = publisher

	def publish(self, payload: EventPayload) -> None:
		publish_event(self._session, EventRow, payload, self._publisher)
