"""The commands, as a person types them."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chasqui.cli.main import main
from risk_soap.config import RiskConfig, StoreKind
from risk_soap.domain.persons import Asker
from risk_soap.wiring import Wiring
from tests.integration.risk_soap.conftest import ROWS
from tests.integration.risk_soap.stores.conftest import AUDIT_KEY, WriteRows

Run = Callable[..., Result]
BAD = ("carnet", *ROWS[0][1:])


class TestLoad:
	@pytest.mark.covers("K30")
	def test_it_tells_how_many_and_writes_why_not_all(
		self, run: Run, write_rows: WriteRows
	) -> None:
		file = write_rows(*ROWS, BAD)
		result = run("risk-load", str(file))
		assert result.exit_code == 0
		assert "4 registros cargados, 1 rechazados" in result.output
		with file.with_suffix(".rechazos.csv").open(encoding="utf-8", newline="") as text:
			assert list(csv.reader(text)) == [
				["linea", "campo", "motivo"],
				["6", "id_type", "el tipo de identificación no existe"],
			]

	def test_a_good_file_leaves_no_report_of_an_earlier_one(
		self, run: Run, write_rows: WriteRows
	) -> None:
		report = write_rows(*ROWS).with_suffix(".rechazos.csv")
		report.write_text("de antes", "utf-8")
		assert run("risk-load", str(write_rows(*ROWS))).exit_code == 0
		assert not report.exists()

	def test_an_update_tells_what_stayed(
		self, run: Run, write_rows: WriteRows, tmp_path: Path
	) -> None:
		run("risk-load", str(write_rows(*ROWS)))
		older = (*ROWS[0][:5], "2020-01-01", "Central")
		report = tmp_path / "motivos.csv"
		result = run(
			"risk-load", "--update", "--rejected", str(report), str(write_rows(older, BAD))
		)
		assert "0 registros cargados, 1 rechazados" in result.output
		assert "1 no se cargaron: había un registro más nuevo" in result.output
		assert report.exists()

	def test_what_fails_is_told_in_a_line(self, run: Run, write_rows: WriteRows) -> None:
		result = run("risk-load", str(write_rows(columns=("a", "b"))))
		assert result.exit_code == 1
		assert "Error: Faltan columnas: id_type" in result.output


class TestForget:
	def test_it_asks_before(self, run: Run, loaded: Wiring) -> None:
		assert run("risk-forget", "cedula", "1710034065", answer="n\n").exit_code == 1
		assert find_status(loaded) == "FOUND"

	def test_it_forgets_and_lifts(self, run: Run, loaded: Wiring) -> None:
		result = run("risk-forget", "cedula", "1710034065", answer="y\n")
		assert "Registro borrado." in result.output
		assert find_status(loaded) == "NOT_FOUND"
		assert "Borrado levantado." in run("risk-forget", "--lift", "--yes", *ROWS[0][:2]).output
		assert "no había pedido" in run("risk-forget", "--lift", "--yes", *ROWS[0][:2]).output

	def test_a_wrong_identification_is_told(self, run: Run) -> None:
		result = run("risk-forget", "--yes", "cedula", "1710034066")
		assert "el dígito verificador no corresponde" in result.output
		assert result.exit_code == 1


class TestAccess:
	def test_it_shows_a_table(self, run: Run, loaded: Wiring) -> None:
		find_status(loaded)
		lines = run("risk-access", "cedula", "1710034065").output.splitlines()
		assert lines[0].split() == [
			"cuando", "consumidor", "consulta", "proposito", "resultado", "correlacion",
		]  # fmt: skip
		assert "campaigns   identificación  =1+1       FOUND      c-1" in lines[1]
		assert lines[2] == "1 consultas en los últimos 365 días"

	def test_it_writes_a_file_that_runs_nothing(
		self, run: Run, loaded: Wiring, tmp_path: Path
	) -> None:
		find_status(loaded)
		file = tmp_path / "accesos.csv"
		assert run("risk-access", "cedula", "1710034065", "--csv", str(file)).exit_code == 0
		with file.open(encoding="utf-8", newline="") as text:
			rows = list(csv.reader(text))
		assert rows[1][3] == "'=1+1"


class TestTables:
	@pytest.mark.parametrize("store_config", [StoreKind.DYNAMODB], indirect=True)
	def test_what_is_missing_is_told_and_made(self, run: Run, write_rows: WriteRows) -> None:
		other = {"CHASQUI_RISK_TABLE": "otra-tabla"}
		file = str(write_rows(*ROWS))
		told = "créela con: chasqui risk-tables"
		assert told in run("risk-load", file, environment=other).output
		assert "Tabla otra-tabla creada." in run("risk-tables", environment=other).output
		assert run("risk-load", file, environment=other).exit_code == 0

	def test_it_may_be_repeated(self, run: Run, store_config: RiskConfig) -> None:
		is_redis = store_config.risk_store is StoreKind.REDIS
		told = "no hacen falta tablas" if is_redis else "ya existía"
		assert told in run("risk-tables").output


def find_status(wiring: Wiring) -> str:
	asker = Asker("campaigns", "=1+1", "c-1")
	return wiring.finder.find_by_identification("cedula", "1710034065", asker).status.value


@pytest.fixture
def run(store_config: RiskConfig) -> Run:
	settings = {
		"CHASQUI_REDIS_URL": store_config.redis_url.get_secret_value(),
		"CHASQUI_REDIS_PREFIX": store_config.redis_prefix,
		"CHASQUI_RISK_STORE": store_config.risk_store.value,
		"CHASQUI_RISK_TABLE": store_config.risk_table,
		"CHASQUI_RISK_DYNAMODB_URL": store_config.risk_dynamodb_url,
		"CHASQUI_RISK_AUDIT_KEY": AUDIT_KEY,
	}

	def invoke(
		*arguments: str, answer: str = "", environment: dict[str, str] | None = None
	) -> Result:
		given = {**settings, **(environment or {})}
		return CliRunner().invoke(main, [*arguments], input=answer, env=given)

	return invoke
