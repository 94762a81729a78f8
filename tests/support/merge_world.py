"""The services that hold persons, each on its database, following one another's real feeds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.orm import registry

import customers.app.web
import mailer.app.web
from chasqui.contracts.access import Scope, Service
from chasqui.contracts.customers.quality import MergeRequest
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.data.database import Database
from chasqui.kernel.feed.consumer import EventConsumer
from customers.app.wiring import Wiring as CustomersWiring
from customers.audit.domain import Actor
from customers.config import CustomersConfig
from mailer.app.wiring import Wiring as MailerWiring
from mailer.config import MailerConfig
from tests.support.campaigns_world import CampaignsWorld, KeptMessages
from tests.support.declarations import load_bases
from tests.support.tokens import TokenMaker

ACTOR = Actor("staff:1", "Administración")


class MergeWorld:
	"""Only the broker and the wire between the services are faked."""

	def __init__(self, urls: dict[str, str], broker: str, tokens: TokenMaker, folder: Path) -> None:
		told: Any = {"broker_url": broker, "redis_url": broker, "jwks_file": tokens.jwks_file}
		self.customers = CustomersWiring(
			CustomersConfig(database_url=SecretStr(urls["customers"]), **told)
		)
		self.mailer = MailerWiring(MailerConfig(database_url=SecretStr(urls["mailer"]), **told))
		self.campaigns = CampaignsWorld(urls["campaigns"], folder, tokens, broker)
		self._tokens = tokens
		for wiring in (self.customers, self.mailer):
			wiring.__dict__["publisher"] = KeptMessages()
		self._apps = {
			"customers": customers.app.web.build_app(self.customers),
			"mailer": mailer.app.web.build_app(self.mailer),
			"campaigns": self.campaigns.app,
		}

	def list_services(self) -> Iterator[tuple[str, Database, registry]]:
		"""Yield each service with its database and what maps its tables."""
		for name, wiring in self._list_wirings():
			yield name, wiring.database, self._load_registry(name)

	def merge(self, request: MergeRequest) -> int:
		"""Merge two records, and have it known everywhere; return the merge."""
		with self.customers.database.open_session() as session:
			made = self.customers.make_merger(session).merge(request, ACTOR)
		self.follow()
		return made.id

	def undo(self, merge_id: int) -> None:
		with self.customers.database.open_session() as session:
			self.customers.make_merger(session).undo(merge_id, ACTOR)
		self.follow()

	def follow(self) -> None:
		"""Have every service read the others' feeds until nothing is new.

		:raises AssertionError: an event could not be handled
		"""
		while any(self._consume(name, wiring) for name, wiring in self._list_wirings()):
			pass
		for _name, wiring in self._list_wirings():
			with wiring.database.open_session() as session:
				told = text("SELECT name, error FROM stuck_event WHERE producer = ANY(:services)")
				stuck = session.execute(told, {"services": list(self._apps)}).all()
				assert not stuck, stuck

	def close(self) -> None:
		for _name, wiring in self._list_wirings():
			wiring.database.close()

	def _list_wirings(self) -> Iterator[tuple[str, Any]]:
		yield from (
			("customers", self.customers), ("campaigns", self.campaigns.wiring),
			("mailer", self.mailer),
		)  # fmt: skip

	def _consume(self, service: str, wiring: Any) -> int:
		found = {
			one.class_.__tablename__: one.class_ for one in self._load_registry(service).mappers
		}
		sources = {name: self._connect(name) for name in self._apps if name != service}
		return EventConsumer(
			wiring.database,
			found["event_cursor"],
			found["stuck_event"],
			sources,
			wiring.list_subscriptions(),
		).consume()

	@staticmethod
	def _load_registry(service: str) -> registry:
		base: Any = load_bases()[service]
		found: registry = base.registry
		return found

	def _connect(self, producer: str) -> RestClient:
		return RestClient(
			"http://localhost",
			Service(producer),
			read_token=lambda: self._tokens.make_service_token(producer, [Scope.EVENTS_READ]),
			transport=httpx.WSGITransport(app=self._apps[producer]),
		)
