"""The risk service over the run's Redis, with a few records, behind a real HTTP port."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import SecretStr

from chasqui.kernel.clock import read_today
from risk_soap.config import ConsumerSettings, RiskConfig
from risk_soap.domain.records import COLUMNS
from risk_soap.use_cases.access_policy import digest_secret
from risk_soap.wiring import Wiring
from tests.support.risk_door import PASSWORD, USER, serve_risk
from tests.support.servers import TestServers

ROWS = (
	("cedula", "1710034065", "José Ángel Muñoz de la Peña", "LOW", "812", "2026-11-01", "Central"),
	("cedula", "0926687856", "María Vera Zambrano", "HIGH", "310", "2026-11-01", "Central"),
	("cedula", "0102030400", "María Vera Zambrano Loor", "MEDIUM", "", "2020-01-01", "Central"),
	("passport", "AB123456", "Jean Dupont", "UNKNOWN", "", "2026-11-01", "Central"),
)


@pytest.fixture
def config(servers: TestServers, redis_prefix: str) -> RiskConfig:
	return RiskConfig(
		redis_url=SecretStr(servers.redis.build_url(1)),
		redis_prefix=redis_prefix,
		# Records of 2026 are fresh, those of 2020 are not, whenever this runs.
		risk_fresh_days=(read_today("America/Guayaquil") - date(2026, 1, 1)).days,
		risk_consumers={USER: ConsumerSettings(digests=[digest_secret(PASSWORD)])},
	)


@pytest.fixture
def write_rows(tmp_path: Path) -> Callable[..., Path]:
	"""Call with rows for a file of them."""

	def write(*rows: tuple[str, ...], columns: tuple[str, ...] = COLUMNS) -> Path:
		path = tmp_path / "risk.csv"
		with path.open("w", encoding="utf-8", newline="") as text:
			csv.writer(text).writerows([columns, *rows])
		return path

	return write


@pytest.fixture
def loaded(config: RiskConfig, write_rows: Callable[..., Path]) -> RiskConfig:
	"""The configuration of a service whose store holds `ROWS`."""
	Wiring(config).make_bulk_loader().load(write_rows(*ROWS), lambda _: None)
	return config


@pytest.fixture
def url(loaded: RiskConfig) -> Iterator[str]:
	"""The address of the service, served by threads."""
	with serve_risk(loaded) as url:
		yield url
