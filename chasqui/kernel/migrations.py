"""Runs a service's Alembic migrations, offline never, under an advisory lock."""

from pathlib import Path

from alembic import command, context
from alembic.config import Config
from sqlalchemy import MetaData, create_engine, text

from chasqui.kernel.db import name_driver

# Any number that nobody else uses: two replicas that start together migrate one after the other.
MIGRATION_LOCK = 7_204_115


def upgrade_database(service_folder: Path, url: str) -> None:
	"""Bring the database at `url` to the newest migration of `service_folder`/migrations."""
	config = Config()
	config.set_main_option("script_location", str(service_folder / "migrations"))
	config.attributes["url"] = url
	command.upgrade(config, "head")


def run_migrations(metadata: MetaData) -> None:
	"""Body of every ``migrations/env.py``: migrate within one transaction, alone."""
	url = context.config.attributes.get("url") or context.config.get_main_option("url")
	engine = create_engine(name_driver(str(url)))
	with engine.begin() as connection:
		connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
		context.configure(connection=connection, target_metadata=metadata)
		context.run_migrations()
	engine.dispose()
