"""The only composition root: which concrete class stands behind which role."""

from functools import cached_property
from itertools import chain
from typing import Any

from sqlalchemy.orm import Session

from chasqui.kernel.feed.consumer import EventConsumer
from chasqui.kernel.feed.subscriptions import Subscription
from chasqui.kernel.feed.telling import nudge_reader
from customers.features import FEATURES
from customers.lists.wiring import ListParts
from customers.registration.wiring import RegistrationParts
from customers.rights.wiring import RightsParts
from customers.tables import EventCursorRow, StuckEventRow


class Wiring(RegistrationParts, ListParts, RightsParts):
	"""Parts of one process. What takes a session lives for one request or task."""

	@cached_property
	def event_consumer(self) -> EventConsumer:
		return EventConsumer(
			self.database,
			EventCursorRow,
			StuckEventRow,
			self.connect_producers(),
			self.list_subscriptions(),
		)

	def list_subscriptions(self) -> list[Subscription[Any]]:
		"""Return what the features do for which event."""
		return [*chain(*FEATURES.gather("events", "build_subscriptions", self))]

	def nudge_consumer(self, session: Session) -> None:
		"""Have the worker read the feeds once the session is durable."""
		nudge_reader(session, self.service, self.publisher)
