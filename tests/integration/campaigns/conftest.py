from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.campaigns_world import CampaignsWorld
from tests.support.servers import TestServers
from tests.support.tokens import TokenMaker


@pytest.fixture
def world(
	make_database: Callable[[str], str], tmp_path: Path, tokens: TokenMaker, servers: TestServers
) -> Iterator[CampaignsWorld]:
	made = CampaignsWorld(make_database("campaigns"), tmp_path, tokens, servers.redis.build_url(1))
	yield made
	made.close()
