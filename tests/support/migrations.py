"""Compares a migrated database with what a service's models say."""

import importlib

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from chasqui.kernel.data.database import name_driver


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
