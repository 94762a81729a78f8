"""A load killed midway leaves the old file; the next one goes through and leaves no trace."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import redis
from pydantic import SecretStr

from chasqui.kernel.errors import Conflict
from chasqui.sample.identities import IdentityMaker
from chasqui.stack.places import REPOSITORY
from risk_soap.config import RiskConfig
from risk_soap.domain.persons import Asker
from risk_soap.domain.records import COLUMNS
from risk_soap.wiring import Wiring
from tests.support.servers import TestServers
from tests.support.suite import wait_until

ASKER = Asker("campaigns", "prueba", "c-1")
PERSONS = 60_000
AUDIT_KEY = "llave-de-auditoria-de-prueba"


@pytest.mark.chaos
class TestRiskLoadKill:
	@pytest.mark.covers("K30")
	def test_the_old_file_stays_and_the_next_load_cleans_up(
		self,
		wiring: Wiring,
		numbers: list[str],
		write_file: Callable[[int, int], Path],
		redis_client: "redis.Redis",
	) -> None:
		wiring.make_bulk_loader().load(write_file(1, 50), lambda _: None)
		begun = f"{wiring.config.redis_prefix}risk:2:id:1{numbers[0]}"
		loader = start_loader(wiring.config, write_file(2, PERSONS))
		wait_until(lambda: redis_client.exists(begun), 60)
		time.sleep(0.2)
		loader.kill()
		loader.wait()
		assert read_score(wiring, numbers[0]) == 1
		assert read_score(wiring, numbers[-1]) is None

		with pytest.raises(Conflict):  # the dead one still holds its turn, which ends by itself
			wiring.make_bulk_loader().load(write_file(3, 50), lambda _: None)
		redis_client.delete(f"{wiring.config.redis_prefix}risk:lock")
		wiring.make_bulk_loader().load(write_file(3, 50), lambda _: None)
		assert read_score(wiring, numbers[0]) == 3
		assert not redis_client.exists(begun)
		assert not [*redis_client.scan_iter(f"{wiring.config.redis_prefix}risk:[12]:*")]


def read_score(wiring: Wiring, number: str) -> int | None:
	return wiring.finder.find_by_identification("cedula", number, ASKER).score


def start_loader(config: RiskConfig, file: Path) -> "subprocess.Popen[bytes]":
	environment = {
		"CHASQUI_REDIS_URL": config.redis_url.get_secret_value(),
		"CHASQUI_REDIS_PREFIX": config.redis_prefix,
		"CHASQUI_RISK_AUDIT_KEY": AUDIT_KEY,
	}
	return subprocess.Popen(
		[sys.executable, "-m", "risk_soap.app.load", str(file)],
		cwd=REPOSITORY,
		env={**os.environ, **environment},
		stdout=subprocess.DEVNULL,
	)


@pytest.fixture
def wiring(servers: TestServers, redis_prefix: str) -> Wiring:
	return Wiring(
		RiskConfig(
			redis_url=SecretStr(servers.redis.build_url(1)),
			redis_prefix=redis_prefix,
			risk_audit_key=SecretStr(AUDIT_KEY),
		)
	)


@pytest.fixture
def numbers() -> list[str]:
	maker = IdentityMaker(random.Random(5))
	return [maker.make_cedula() for _ in range(PERSONS)]


@pytest.fixture
def write_file(tmp_path: Path, numbers: list[str]) -> Callable[[int, int], Path]:
	"""Call with a score and a number of persons for a file of them."""

	def write(score: int, persons: int) -> Path:
		path = tmp_path / f"risk-{score}.csv"
		lines = [
			f"cedula,{number},Persona Sintética {place},LOW,{score},2026-11-01,Prueba"
			for place, number in enumerate(numbers[:persons])
		]
		path.write_text("\n".join([",".join(COLUMNS), *lines]), "utf-8")
		return path

	return write
