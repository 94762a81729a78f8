"""The same service over each store."""

import secrets
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pydantic import SecretStr
from werkzeug.serving import make_server

from risk_soap.config import RiskConfig, StoreKind
from risk_soap.wiring import Wiring
from tests.integration.risk_soap.conftest import ROWS
from tests.support.moto_app import MotoApp, QuietHandler
from tests.support.servers import TestServers
from tests.support.serving import begin_serving

AUDIT_KEY = "llave-de-auditoria-de-prueba"
STORES = list(StoreKind)
Row = Sequence[str]
WriteRows = Callable[..., Path]
MakeWiring = Callable[[], Wiring]


@pytest.fixture(scope="session")
def dynamodb_url() -> Iterator[str]:
	"""The address of moto's server, which plays DynamoDB."""
	server = make_server("127.0.0.1", 0, MotoApp(), threaded=True, request_handler=QuietHandler)
	thread = begin_serving(server)
	yield f"http://127.0.0.1:{server.server_port}"
	server.shutdown()
	thread.join(10)
	server.server_close()


@pytest.fixture(params=STORES)
def store_config(
	request: pytest.FixtureRequest,
	servers: TestServers,
	redis_prefix: str,
	monkeypatch: pytest.MonkeyPatch,
) -> RiskConfig:
	"""The configuration of a service over an empty store of each kind."""
	config = RiskConfig(
		risk_store=request.param,
		redis_url=SecretStr(servers.redis.build_url(1)),
		redis_prefix=redis_prefix,
		risk_audit_key=SecretStr(AUDIT_KEY),
	)
	if request.param is StoreKind.REDIS:
		return config
	monkeypatch.setenv("AWS_ACCESS_KEY_ID", "prueba")
	monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "prueba")
	url = request.getfixturevalue("dynamodb_url")
	table = f"risk-{secrets.token_hex(4)}"
	config = config.model_copy(update={"risk_dynamodb_url": url, "risk_table": table})
	Wiring(config).create_tables()
	return config


@pytest.fixture
def wiring(store_config: RiskConfig) -> Wiring:
	return Wiring(store_config)


@pytest.fixture
def loaded(wiring: Wiring, write_rows: WriteRows) -> Wiring:
	"""A service whose store holds `ROWS`."""
	wiring.make_bulk_loader().load(write_rows(*ROWS), ignore_progress)
	return wiring


def ignore_progress(_rows: int) -> None:
	"""Show nothing."""


class KeptRejections:
	"""Remembers why rows were rejected."""

	def __init__(self) -> None:
		self.told: list[tuple[int, str, str]] = []

	def add(self, line: int, field: str, reason: str) -> None:
		self.told.append((line, field, reason))
