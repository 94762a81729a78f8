from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.campaigns_world import CampaignsWorld
from tests.support.tokens import TokenMaker


@pytest.fixture
def world(
	make_database: Callable[[str], str], tmp_path: Path, tokens: TokenMaker
) -> Iterator[CampaignsWorld]:
	made = CampaignsWorld(make_database("campaigns"), tmp_path, tokens)
	yield made
	made.close()
