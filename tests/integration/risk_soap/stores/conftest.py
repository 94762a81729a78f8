"""The same service over each store."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pydantic import SecretStr

from risk_soap.config import RiskConfig, StoreKind
from risk_soap.wiring import Wiring
from tests.integration.risk_soap.conftest import ROWS
from tests.support.servers import TestServers

AUDIT_KEY = "llave-de-auditoria-de-prueba"
STORES = [StoreKind.REDIS]
Row = Sequence[str]
WriteRows = Callable[..., Path]
MakeWiring = Callable[[], Wiring]


@pytest.fixture(params=STORES)
def store_config(
	request: pytest.FixtureRequest, servers: TestServers, redis_prefix: str
) -> RiskConfig:
	"""The configuration of a service over an empty store of each kind."""
	return RiskConfig(
		risk_store=request.param,
		redis_url=SecretStr(servers.redis.build_url(1)),
		redis_prefix=redis_prefix,
		risk_audit_key=SecretStr(AUDIT_KEY),
	)


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
