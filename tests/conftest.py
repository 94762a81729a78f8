"""Fixtures that every test may use: servers once per run, databases and tokens per test."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import hypothesis
import kombu.pools
import pytest
import redis

from chasqui.kernel.process import calm_collector
from tests.support.quick_routes import keep_rules
from tests.support.servers import TestServers, run_servers
from tests.support.sharing import SharedServersScheduling, order_tests
from tests.support.suite import RunningSuite, run_suite
from tests.support.tokens import TokenMaker

# How long an example takes says more of the machine's other work than of our code.
hypothesis.settings.register_profile("chasqui", deadline=None)
hypothesis.settings.load_profile("chasqui")
keep_rules()


def pytest_collection_finish() -> None:
	"""Leave thousands of collected tests out of every search for garbage."""
	calm_collector()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
	"""Begin with what takes long, whoever runs it."""
	order_tests(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> SharedServersScheduling:
	"""Tell xdist which tests belong together."""
	return SharedServersScheduling(config, log)


@pytest.fixture(scope="session")
def servers() -> Iterator[TestServers]:
	"""The embedded PostgreSQL and Redis of this run."""
	with run_servers() as running:
		yield running


@pytest.fixture(scope="module", autouse=True)
def close_broker_pools() -> Iterator[None]:
	"""Close what publishers held: kombu keeps each one's connections as long as the process."""
	yield
	kombu.pools.reset()


@pytest.fixture
def make_database(servers: TestServers) -> Iterator[Callable[[str], str]]:
	"""Call with a service's name for the URL of a fresh, migrated database of this test."""
	with ExitStack() as stack:
		yield lambda service: stack.enter_context(servers.make_database(service))


@pytest.fixture(scope="session")
def shared_database(servers: TestServers) -> Iterator[Callable[[str], str]]:
	"""One database per service for all tests that roll their work back."""
	with ExitStack() as stack:
		made: dict[str, str] = {}

		def give_url(service: str) -> str:
			if service not in made:
				made[service] = stack.enter_context(servers.make_database(service))
			return made[service]

		yield give_url


@pytest.fixture
def redis_prefix() -> str:
	"""A key prefix of this test."""
	return f"test:{secrets.token_hex(4)}:"


@pytest.fixture
def redis_client(servers: TestServers) -> Iterator["redis.Redis"]:
	"""A client of the run's Redis; use `redis_prefix` for the keys."""
	with redis.Redis.from_url(servers.redis.build_url(1)) as client:
		yield client


@pytest.fixture(scope="session")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> TokenMaker:
	"""Signs tokens that services started with its `jwks_file` accept."""
	return TokenMaker(Path(tmp_path_factory.mktemp("keys")))


@pytest.fixture(scope="session")
def running_suite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSuite]:
	"""The whole suite with 3,000 synthetic customers and their risks, for all who only use it."""
	sample = tmp_path_factory.mktemp("sample")
	with run_suite() as suite:
		suite.run_tool(
			"chasqui.cli.main", "sample-data", "--customers", "3000", "--out", str(sample)
		)
		suite.import_customers(sample / "customers.csv")
		suite.run_tool("risk_soap.app.load", str(sample / "risk.csv"), service="risk_soap")
		yield suite
