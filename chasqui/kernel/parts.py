"""The parts that every service with a database has; its `wiring` adds its own."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Generic, TypeVar

import httpx

from chasqui.contracts.access import Service
from chasqui.contracts.campaigns.staff import PATH_TOKEN
from chasqui.contracts.event_payloads import PRODUCERS
from chasqui.kernel.clients.connection import TIMEOUT
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.config.settings import DataConfig
from chasqui.kernel.data.database import Database
from chasqui.kernel.security.tokens import TokenClient
from chasqui.kernel.tasks.messages import Publisher

Config = TypeVar("Config", bound=DataConfig)


@dataclass
class DataParts(Generic[Config]):
	"""Parts of one process, made at first use; nothing connects before."""

	service: ClassVar[Service]
	config: Config

	@cached_property
	def database(self) -> Database:
		url = self.config.database_url.get_secret_value()
		return Database(url, pool_size=self.config.database_pool_size)

	@cached_property
	def publisher(self) -> Publisher:
		broker = self.config.broker_url.get_secret_value()
		return Publisher(broker, prefix=self.config.redis_prefix)

	@cached_property
	def tokens(self) -> TokenClient:
		return TokenClient(
			token_url=self.config.campaigns_url + PATH_TOKEN,
			client_id=self.service,
			client_secret=self.config.client_secret.get_secret_value(),
		)

	def connect_producers(self) -> dict[str, RestClient]:
		"""Return clients of the siblings whose events this service consumes, by name."""
		return {
			one.value: self.connect(self.config.read_url(one), one)
			for one in PRODUCERS[self.service]
		}

	def connect(
		self, url: str, audience: Service, *, timeout: httpx.Timeout = TIMEOUT
	) -> RestClient:
		"""Return a client of a sibling that asks with this service's own token."""
		return RestClient(
			url,
			audience,
			read_token=self.tokens.bind_audience(audience),
			timeout=timeout,
			is_own_token=True,
		)
