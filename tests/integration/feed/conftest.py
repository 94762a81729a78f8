"""Campaigns follows the real feeds of customers and of the mailer, each on its own database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.integration.feed.feed_world import FeedWorld
from tests.support.servers import TestServers
from tests.support.tokens import TokenMaker


@pytest.fixture
def world(
	servers: TestServers, make_database: Callable[[str], str], tokens: TokenMaker, tmp_path: Path
) -> Iterator[FeedWorld]:
	urls = {name: make_database(name) for name in ("customers", "campaigns", "mailer")}
	made = FeedWorld(urls, servers.redis.build_url(0), tokens, tmp_path)
	yield made
	made.close()
