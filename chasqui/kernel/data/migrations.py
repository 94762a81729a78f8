"""Runs a service's Alembic migrations: `alembic -n SERVICE upgrade head`."""

from alembic import context
from sqlalchemy import MetaData, create_engine, text

from chasqui.kernel.config.settings import DataConfig
from chasqui.kernel.data.database import name_driver

# Any number that nobody else uses: two replicas that start together migrate one after the other.
MIGRATION_LOCK = 7_204_115


def run_migrations(metadata: MetaData) -> None:
	"""Body of every ``migrations/env.py``: migrate within one transaction, alone."""
	engine = create_engine(name_driver(DataConfig().database_url.get_secret_value()))
	with engine.begin() as connection:
		connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
		context.configure(connection=connection, target_metadata=metadata)
		context.run_migrations()
	engine.dispose()
