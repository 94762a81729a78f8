"""Fixtures of quotes."""

from collections.abc import Iterator

import pytest

from chasqui.kernel.clock import read_today
from customers.app.wiring import Wiring
from customers.config import CustomersConfig
from tests.integration.customers.doors import Api
from tests.integration.customers.quotes.offers import QuoteTill
from tests.support.fake_campaigns import FakeCampaigns
from tests.support.fake_mailer import FakeMailer


@pytest.fixture
def till(client: Api, config: CustomersConfig) -> QuoteTill:
	till = QuoteTill(client, read_today(config.zone))
	till.open()
	return till


@pytest.fixture
def campaigns(config: CustomersConfig) -> Iterator[FakeCampaigns]:
	with FakeCampaigns() as campaigns:
		config.campaigns_url = campaigns.url
		yield campaigns


@pytest.fixture
def wiring(config: CustomersConfig) -> Iterator[Wiring]:
	wiring = Wiring(config)
	yield wiring
	wiring.database.close()


@pytest.fixture
def mailer(config: CustomersConfig) -> Iterator[FakeMailer]:
	"""A mailer that gives its own tokens too."""
	with FakeMailer() as mailer:
		config.mailer_url = config.campaigns_url = mailer.url
		yield mailer
