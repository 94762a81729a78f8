"""The parts of a service that consumes events; mixed into its own."""

from functools import cached_property
from itertools import chain
from typing import Any, ClassVar, Protocol

from sqlalchemy.orm import Session

from chasqui.contracts.access import Service
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.data.database import Database
from chasqui.kernel.features import Features
from chasqui.kernel.feed.consumer import EventConsumer
from chasqui.kernel.feed.publishing import nudge_reader
from chasqui.kernel.feed.subscriptions import Subscription
from chasqui.kernel.tasks.messages import Publisher


class Follower(Protocol):
	"""What a service's parts have for it, and what its tables and features are."""

	service: ClassVar[Service]
	features: ClassVar[Features]
	cursor_table: ClassVar[type[Any]]
	stuck_table: ClassVar[type[Any]]

	@property
	def database(self) -> Database: ...
	@property
	def publisher(self) -> Publisher: ...
	def connect_producers(self) -> dict[str, RestClient]: ...
	def list_subscriptions(self) -> list[Subscription[Any]]: ...
	def nudge_consumer(self, session: Session) -> None: ...


class FollowingParts:
	features: ClassVar[Features]
	cursor_table: ClassVar[type[Any]]
	stuck_table: ClassVar[type[Any]]

	@cached_property
	def event_consumer(self: Follower) -> EventConsumer:
		tables = self.cursor_table, self.stuck_table
		producers, subscriptions = self.connect_producers(), self.list_subscriptions()
		return EventConsumer(self.database, *tables, producers, subscriptions)

	def list_subscriptions(self) -> list[Subscription[Any]]:
		"""Return what the features do for which event."""
		return [*chain(*self.features.gather("events", "build_subscriptions", self))]

	def nudge_consumer(self: Follower, session: Session) -> None:
		"""Have the worker read the feeds once the session is durable."""
		nudge_reader(session, self.service, self.publisher)
