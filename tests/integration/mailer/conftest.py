"""Parts of a mailer on real PostgreSQL and Redis, a test SMTP server and a made-up campaigns."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chasqui.contracts.access import Role
from mailer.app.web import create_app
from mailer.app.wiring import Wiring
from mailer.config import MailerConfig
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.servers import TestServers
from tests.support.smtp_sink import SmtpSink
from tests.support.tokens import TokenMaker


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
	with SmtpSink() as running:
		yield running


@pytest.fixture
def campaigns() -> Iterator[FakeCampaigns]:
	with FakeCampaigns() as running:
		yield running


@pytest.fixture
def make_config(
	servers: TestServers,
	make_database: Callable[[str], str],
	redis_prefix: str,
	tokens: TokenMaker,
	sink: SmtpSink,
	campaigns: FakeCampaigns,
) -> Callable[..., MailerConfig]:
	"""Call with settings for a configuration of this test; all calls share one database."""
	url = make_database("mailer")

	def build(**changes: Any) -> MailerConfig:
		settings: dict[str, Any] = {
			"database_url": url,
			"broker_url": servers.redis.build_url(0),
			"redis_url": servers.redis.build_url(1),
			"redis_prefix": redis_prefix,
			"jwks_file": tokens.jwks_file,
			"campaigns_url": campaigns.url,
			"customers_url": campaigns.url,
			"smtp_url": sink.url,
			"smtp_is_local_mailbox": True,
			"company_name": "Compañía de Prueba",
			"reply_timeout": 2.0,
			"final_reply_timeout": 1.0,
			"lease_seconds": 3.0,
			"slice_seconds": 60.0,
			**changes,
		}
		return MailerConfig(**settings)

	return build


@pytest.fixture
def wiring(make_config: Callable[..., MailerConfig]) -> Iterator[Wiring]:
	made = Wiring(make_config())
	yield made
	made.database.close()


@pytest.fixture
def client(wiring: Wiring, tokens: TokenMaker) -> Iterator[Any]:
	"""A client of the mailer's API, signed in as marketing head."""
	app = create_app(wiring.config)
	made = app.test_client()
	token = tokens.make_staff_token("mailer", Role.MARKETING_HEAD)
	made.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
	yield made
	assert app.database is not None
	app.database.close()
