"""Two producers with their real feeds and a consumer; only the wire between them is faked."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr
from sqlalchemy import text

import customers.app.web
import mailer.app.web
from campaigns.tables import EventCursorRow, StuckEventRow
from chasqui.contracts.access import Scope, Service
from chasqui.contracts.event_payloads import ConsentChanged, EventPayload, RecipientUnsubscribed
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.data.database import Database
from chasqui.kernel.feed.consumer import EventConsumer
from chasqui.kernel.feed.events import record_event
from chasqui.kernel.feed.subscriptions import Subscription
from customers.config import CustomersConfig
from customers.tables import EventRow as CustomersEvent
from mailer.config import MailerConfig
from mailer.tables import EventRow as MailerEvent
from tests.support.campaigns_world import CampaignsWorld
from tests.support.tokens import TokenMaker

Change = Callable[[Any], None]
TABLES: dict[str, Any] = {"customers": CustomersEvent, "mailer": MailerEvent}


class FeedWorld:
	"""`down` names producers that do not answer; `change` may alter a feed's page on its way."""

	def __init__(self, urls: dict[str, str], broker: str, tokens: TokenMaker, folder: Path) -> None:
		told: Any = {"broker_url": broker, "redis_url": broker, "jwks_file": tokens.jwks_file}
		self.apps = {
			"customers": customers.app.web.create_app(
				CustomersConfig(database_url=SecretStr(urls["customers"]), **told)
			),
			"mailer": mailer.app.web.create_app(
				MailerConfig(database_url=SecretStr(urls["mailer"]), **told)
			),
		}
		self.campaigns = CampaignsWorld(urls["campaigns"], folder, tokens, broker)
		self.url = urls["campaigns"]
		self.tokens = tokens
		self.down: set[str] = set()
		self.asked: list[str] = []
		"""Whose feed was read, one by one."""
		self.change: Change = lambda page: None

	def tell(self, payload: EventPayload) -> None:
		"""Write an event as its service does."""
		producer = "mailer" if isinstance(payload, RecipientUnsubscribed) else "customers"
		with self._open(producer) as session:
			record_event(session, TABLES[producer], payload)

	def tell_raw(self, producer: str, name: str, payload: dict[str, Any]) -> None:
		"""Write an event of another version, sound or not."""
		with self._open(producer) as session:
			session.add(TABLES[producer](name=name, payload=payload))

	def withdraw(self, customer_id: int) -> None:
		self.tell(ConsentChanged(customer_id=customer_id, channel="phone", granted=False))

	def consume(
		self,
		wrap: Any = None,
		database: Database | None = None,
		producers: list[str] | None = None,
	) -> int:
		"""Read the feeds as a fresh process would; `wrap` stands around each handler."""
		wiring = self.campaigns.wiring
		subscriptions: Iterable[Subscription[Any]] = wiring.list_subscriptions()
		if wrap is not None:
			subscriptions = [Subscription(one.payload, wrap(one.handle)) for one in subscriptions]
		sources = {name: self._connect(name) for name in self.apps}
		used = database or wiring.database
		consumer = EventConsumer(used, EventCursorRow, StuckEventRow, sources, subscriptions)
		return consumer.consume(producers)

	def hurry(self) -> None:
		"""Let the pause before the next try be over."""
		with self.campaigns.wiring.database.open_session() as session:
			session.execute(text("UPDATE stuck_event SET next_try_at = now()"))

	def list_objections(self) -> set[int]:
		return {row[0] for row in self.query("SELECT customer_id FROM objection")}

	def list_aside(self) -> list[tuple[str, int]]:
		"""Return what is set aside: whom it tells of, and its failures."""
		return self.query("SELECT subject, failures FROM stuck_event ORDER BY happened_at, cursor")

	def query(self, statement: str) -> list[Any]:
		with self.campaigns.wiring.database.open_session() as session:
			return [tuple(row) for row in session.execute(text(statement))]

	def close(self) -> None:
		self.campaigns.close()
		for app in self.apps.values():
			assert app.database is not None
			app.database.close()

	def _open(self, producer: str) -> Any:
		database = self.apps[producer].database
		assert database is not None
		return database.open_session()

	def _connect(self, producer: str) -> RestClient:
		return RestClient(
			"http://localhost",
			Service(producer),
			read_token=lambda: self.tokens.make_service_token(producer, [Scope.EVENTS_READ]),
			transport=Wire(self, producer),
		)


class Wire(httpx.BaseTransport):
	"""Asks the producer's app; its pages may be changed on the way."""

	def __init__(self, world: FeedWorld, producer: str) -> None:
		self._world = world
		self._producer = producer
		self._inner = httpx.WSGITransport(app=world.apps[producer])

	def handle_request(self, request: httpx.Request) -> httpx.Response:
		self._world.asked.append(self._producer)
		if self._producer in self._world.down:
			raise httpx.ConnectError("refused", request=request)
		response = self._inner.handle_request(request)
		response.read()
		if response.status_code != 200:
			return response
		page = json.loads(response.content)
		self._world.change(page)
		return httpx.Response(200, json=page)
