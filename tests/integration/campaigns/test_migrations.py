import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from campaigns.features import load_metadata
from chasqui.kernel.db import name_driver
from chasqui.stack.places import REPOSITORY


class TestMigrations:
	def test_tables_columns_and_indexes_are_those_of_the_models(self, url: str) -> None:
		engine = create_engine(name_driver(url))
		with engine.connect() as connection:
			context = MigrationContext.configure(
				connection,
				opts={"include_object": lambda _o, name, *_: name != "alembic_version"},
			)
			assert compare_metadata(context, load_metadata()) == []
		engine.dispose()

	def test_the_risk_tables_go_back_and_forth(self, url: str) -> None:
		migrate(url, "downgrade", "0001")
		migrate(url, "upgrade", "head")
		self.test_tables_columns_and_indexes_are_those_of_the_models(url)


@pytest.fixture
def url(make_database: Callable[[str], str]) -> str:
	return make_database("campaigns")


def migrate(url: str, *arguments: str) -> None:
	command = [sys.executable, "-m", "alembic", "-n", "campaigns", *arguments]
	environment = {**os.environ, "CHASQUI_DATABASE_URL": url}
	subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, capture_output=True)
