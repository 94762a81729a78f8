"""The apps of the services that own a database, on whatever database a test names."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr

import campaigns.app.web
import customers.app.web
import mailer.app.web
from campaigns.config import CampaignsConfig
from chasqui.kernel.web.app import WebApp
from customers.config import CustomersConfig
from mailer.config import MailerConfig
from tests.support.servers import TestServers
from tests.support.tokens import TokenMaker

SERVICES: dict[str, tuple[Any, Any]] = {
	"customers": (customers.app.web.create_app, CustomersConfig),
	"campaigns": (campaigns.app.web.create_app, CampaignsConfig),
	"mailer": (mailer.app.web.create_app, MailerConfig),
}


@pytest.fixture
def build(tokens: TokenMaker, servers: TestServers) -> Iterator[Callable[[str, str], WebApp]]:
	"""Return what makes the app of a service, given the URL of its database."""
	made: list[WebApp] = []

	def build_app(service: str, url: str) -> WebApp:
		create, config = SERVICES[service]
		settings = config(
			database_url=SecretStr(url),
			redis_url=SecretStr(servers.redis.build_url(1)),
			jwks_file=tokens.jwks_file,
		)
		made.append(create(settings))
		return made[-1]

	yield build_app
	for app in made:
		assert app.database is not None
		app.database.close()
