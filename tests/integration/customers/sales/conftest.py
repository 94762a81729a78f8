"""Fixtures of sales."""

from collections.abc import Iterator

import pytest

from chasqui.kernel.clock import read_today
from customers.config import CustomersConfig
from tests.integration.customers.doors import Api
from tests.integration.customers.sales.till import Till
from tests.support.fake_campaigns import FakeCampaigns


@pytest.fixture
def campaigns(config: CustomersConfig) -> Iterator[FakeCampaigns]:
	with FakeCampaigns() as campaigns:
		config.campaigns_url = campaigns.url
		yield campaigns


@pytest.fixture
def till(client: Api, config: CustomersConfig) -> Till:
	till = Till(client, read_today(config.zone))
	till.open()
	return till
