"""Fixtures of sales."""

import pytest

from chasqui.kernel.clock import read_today
from customers.config import CustomersConfig
from tests.integration.customers.doors import Api
from tests.integration.customers.sales.till import Till


@pytest.fixture
def till(client: Api, config: CustomersConfig) -> Till:
	till = Till(client, read_today(config.zone))
	till.open()
	return till
