from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from campaigns.accounts.use_cases import passwords
from tests.support.campaigns_world import CampaignsWorld
from tests.support.servers import TestServers
from tests.support.tokens import TokenMaker

QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True)
def hasher(monkeypatch: pytest.MonkeyPatch) -> PasswordHasher:
	"""Argon2 at its cheapest; tests of what it costs have a `hasher` of their own."""
	monkeypatch.setattr(passwords, "HASHER", QUICK_HASHER)
	return QUICK_HASHER


@pytest.fixture
def world(
	make_database: Callable[[str], str], tmp_path: Path, tokens: TokenMaker, servers: TestServers
) -> Iterator[CampaignsWorld]:
	made = CampaignsWorld(make_database("campaigns"), tmp_path, tokens, servers.redis.build_url(1))
	yield made
	made.close()
