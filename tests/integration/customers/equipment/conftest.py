"""Fixtures of equipment."""

import pytest

from chasqui.kernel.clock import read_today
from customers.config import CustomersConfig
from tests.integration.customers.doors import Api
from tests.integration.customers.equipment.workshop import Workshop
from tests.integration.customers.sales.conftest import campaigns

__all__ = ["campaigns"]


@pytest.fixture
def workshop(client: Api, config: CustomersConfig) -> Workshop:
	workshop = Workshop(client, read_today(config.zone))
	workshop.open()
	return workshop
