import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from chasqui.stack.places import REPOSITORY
from tests.support.migrations import list_differences


class TestMigrations:
	def test_the_risk_tables_go_back_and_forth(self, url: str) -> None:
		migrate(url, "downgrade", "0001")
		migrate(url, "upgrade", "head")
		assert list_differences("campaigns", url) == []


@pytest.fixture
def url(make_database: Callable[[str], str]) -> str:
	return make_database("campaigns")


def migrate(url: str, *arguments: str) -> None:
	command = [sys.executable, "-m", "alembic", "-n", "campaigns", *arguments]
	environment = {**os.environ, "CHASQUI_DATABASE_URL": url}
	subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, capture_output=True)
