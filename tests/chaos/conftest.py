"""What tests of sudden deaths share: servers of their own, and a made-up campaigns."""

from collections.abc import Iterator

import pytest

from tests.support.fake_campaigns import FakeCampaigns
from tests.support.servers import TestServers, run_servers


@pytest.fixture(scope="module")
def own_servers() -> Iterator[TestServers]:
	"""Servers that may be killed without harm to other tests."""
	with run_servers() as running:
		yield running


@pytest.fixture
def campaigns() -> Iterator[FakeCampaigns]:
	with FakeCampaigns() as running:
		yield running
