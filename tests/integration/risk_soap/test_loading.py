"""Loading files of records: all or nothing, and what was there before stays till then."""

from collections.abc import Callable
from pathlib import Path

import pytest
import redis
from click.testing import CliRunner

from chasqui.kernel.errors import Invalid
from risk_soap.app.load import main
from risk_soap.config import RiskConfig
from risk_soap.repositories.redis_store import RedisRiskLoading
from risk_soap.wiring import Wiring
from tests.integration.risk_soap.conftest import ROWS

GOOD = ("cedula", "1710034065", "Ana Peña", "HIGH", "100", "2026-11-01", "Central")


class TestBulkLoader:
	@pytest.mark.covers("K30")
	def test_a_new_file_replaces_the_old_records(
		self, loaded: RiskConfig, write_rows: Callable[..., Path], redis_client: "redis.Redis"
	) -> None:
		wiring = Wiring(loaded)
		report = wiring.make_bulk_loader().load(write_rows(GOOD), lambda _: None)
		assert (report.loaded, report.rejected) == (1, [])
		found = wiring.store.find("cedula:1710034065")
		assert found is not None
		assert found.name == "Ana Peña"
		assert wiring.store.find("cedula:0926687856") is None
		keys = redis_client.keys(f"{loaded.redis_prefix}risk:*")
		assert len(keys) == 6  # current, version; the record, its name, its two words

	def test_bad_rows_are_told_and_passed_over(
		self, config: RiskConfig, write_rows: Callable[..., Path]
	) -> None:
		bad = [
			("carnet", *GOOD[1:]),
			("cedula", "17100340", *GOOD[2:]),
			(*GOOD[:2], "", *GOOD[3:]),
			(*GOOD[:3], "ALTO", *GOOD[4:]),
			(*GOOD[:4], "1001", *GOOD[5:]),
			(*GOOD[:5], "01/11/2026", GOOD[6]),
			(*GOOD[:5], "2190-01-01", GOOD[6]),
		]
		report = Wiring(config).make_bulk_loader().load(write_rows(*bad, GOOD), lambda _: None)
		assert report.loaded == 1
		assert [line for line, _ in report.rejected] == [2, 3, 4, 5, 6, 7, 8]

	@pytest.mark.parametrize("name", ["missing_column", "no_records"])
	def test_a_file_that_cannot_serve_leaves_the_old_records(
		self, loaded: RiskConfig, write_rows: Callable[..., Path], name: str
	) -> None:
		file = write_rows() if name == "no_records" else write_rows(GOOD[:2], columns=("a", "b"))
		with pytest.raises(Invalid) as refused:
			Wiring(loaded).make_bulk_loader().load(file, lambda _: None)
		assert refused.value.code == name
		assert Wiring(loaded).store.find("cedula:0926687856") is not None

	def test_a_load_that_dies_leaves_no_trace_after_the_next_one(
		self,
		loaded: RiskConfig,
		write_rows: Callable[..., Path],
		redis_client: "redis.Redis",
		monkeypatch: pytest.MonkeyPatch,
	) -> None:
		with monkeypatch.context() as patched:
			patched.setattr(RedisRiskLoading, "publish", die)
			patched.setattr(RedisRiskLoading, "discard", die)
			with pytest.raises(KeyboardInterrupt):
				Wiring(loaded).make_bulk_loader().load(write_rows(GOOD), lambda _: None)
		assert Wiring(loaded).store.find("cedula:0926687856") is not None
		Wiring(loaded).make_bulk_loader().load(write_rows(*ROWS[:1]), lambda _: None)
		start = f"{loaded.redis_prefix}risk:"
		keys = [key.decode().removeprefix(start) for key in redis_client.keys(f"{start}*:id:*")]
		assert keys == ["3:id:cedula:1710034065"]

	def test_the_command_tells_how_many(
		self, config: RiskConfig, write_rows: Callable[..., Path]
	) -> None:
		environment = {
			"CHASQUI_REDIS_URL": config.redis_url.get_secret_value(),
			"CHASQUI_REDIS_PREFIX": config.redis_prefix,
		}
		file = write_rows(*ROWS, ("carnet", *GOOD[1:]))
		result = CliRunner().invoke(main, [str(file)], env=environment)
		assert result.exit_code == 0
		assert "4 registros cargados, 1 rechazados" in result.output


def die(_self: RedisRiskLoading) -> None:
	raise KeyboardInterrupt
