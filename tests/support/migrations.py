"""Compares a migrated database with what a service's models say."""

import importlib
import os
import subprocess
import sys

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from chasqui.kernel.data.database import name_driver
from chasqui.stack.places import REPOSITORY


def list_differences(service: str, url: str) -> list[str]:
	"""Return what would have to be migrated: tables, columns, indexes, constraints."""
	metadata = importlib.import_module(f"{service}.features").load_metadata()
	engine = create_engine(name_driver(url))
	try:
		with engine.connect() as connection:
			context = MigrationContext.configure(
				connection, opts={"include_object": lambda _o, name, *_: name != "alembic_version"}
			)
			return [str(one) for one in compare_metadata(context, metadata)]
	finally:
		engine.dispose()


def migrate(service: str, url: str, *arguments: str) -> None:
	"""Run Alembic on a service's database: ``upgrade head``, ``downgrade 0001``."""
	command = [sys.executable, "-m", "alembic", "-n", service, *arguments]
	environment = {**os.environ, "CHASQUI_DATABASE_URL": url}
	subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, capture_output=True)
