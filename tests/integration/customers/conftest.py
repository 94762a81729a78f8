"""Fixtures of the customers service: a database that rolls back, and one of the test's own."""

from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr
from sqlalchemy.orm import Session

from chasqui.kernel.data.database import Database
from customers.app.web import create_app
from customers.app.wiring import Wiring
from customers.config import CustomersConfig
from tests.integration.customers.doors import Api
from tests.integration.customers.import_world import ImportWorld
from tests.support.servers import TestServers
from tests.support.sessions import open_rolled_back
from tests.support.tokens import TokenMaker


@pytest.fixture
def session(shared_database: Callable[[str], str]) -> Iterator[Session]:
	"""A session whose work is rolled back."""
	database = Database(shared_database("customers"), pool_size=1)
	with open_rolled_back(database.engine) as session:
		yield session
	database.close()


@pytest.fixture
def database(make_database: Callable[[str], str]) -> Iterator[Database]:
	"""A database of this test, for what needs commits."""
	database = Database(make_database("customers"), pool_size=4)
	yield database
	database.close()


@pytest.fixture
def config(
	database: Database, servers: TestServers, tokens: TokenMaker, redis_prefix: str
) -> CustomersConfig:
	"""The settings of a service over the test's own database."""
	return CustomersConfig(
		database_url=SecretStr(database.url),
		broker_url=SecretStr(servers.redis.build_url(0)),
		redis_url=SecretStr(servers.redis.build_url(1)),
		redis_prefix=redis_prefix,
		jwks_file=tokens.jwks_file,
	)


@pytest.fixture
def client(config: CustomersConfig, tokens: TokenMaker) -> Iterator[Api]:
	app = create_app(config)
	yield Api(app.test_client(), tokens)
	assert app.database is not None
	app.database.close()


@pytest.fixture
def world(database: Database, config: CustomersConfig) -> Iterator[ImportWorld]:
	"""Imports within this process, in small batches."""
	wiring = Wiring(config.model_copy(update={"import_batch_rows": 10}))
	yield ImportWorld(wiring)
	wiring.database.close()
