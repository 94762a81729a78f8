"""`chasqui import` against the running suite."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from chasqui.contracts.customers.quality import DuplicateQuery
from chasqui.contracts.endpoints.customers.quality import list_pairs as list_pairs_of
from chasqui.kernel.clients.rest import RestClient
from chasqui.stack.places import REPOSITORY
from tests.support.suite import RunningSuite, wait_until

PEOPLE = "Documento;Nombre completo;Celular\n1713175071;Sintética Orden;0991112223\n{}"


@pytest.mark.covers("M23")
class TestImportCommand:
	def test_a_trial_writes_nothing_and_an_import_reports(
		self, running_suite: RunningSuite, tmp_path: Path
	) -> None:
		file, report = tmp_path / "gente.csv", tmp_path / "rechazos.csv"
		file.write_text(PEOPLE.format("1713175072;Sintética Mala;\n"), "utf-8")
		tried = run_import(running_suite, str(file), "--dry-run")
		assert tried.returncode == 0, tried.stderr
		assert "Con errores" in tried.stdout
		assert count_named(running_suite, "sintetica orden") == 0
		done = run_import(running_suite, str(file), "--report", str(report))
		assert done.returncode == 0, done.stderr
		assert count_named(running_suite, "sintetica orden") == 1
		assert "1713175072;Sintética Mala;;3;Identificación;" in report.read_text("utf-8-sig")

	def test_what_is_doubtful_is_shown_and_not_taken(
		self, running_suite: RunningSuite, tmp_path: Path
	) -> None:
		file = tmp_path / "dudosa.csv"
		file.write_text(
			"CI;Documento;Nombre completo;Ciudad de entrega\n"
			"95;1759123407;Sintética Dudosa;Quito\n",
			"utf-8",
		)
		refused = run_import(running_suite, str(file), "--dry-run")
		assert refused.returncode == 1
		assert "¿Identificación?" in refused.stdout
		assert "Hay columnas dudosas" in refused.stderr
		assert '--column "CI=id_number"' in refused.stderr
		chosen = ("--column", "CI=", "--column", "documento=Identificación", "--column",
			"Ciudad de entrega")  # fmt: skip
		done = run_import(running_suite, str(file), *chosen)
		assert done.returncode == 0, done.stderr
		assert count_named(running_suite, "sintetica dudosa") == 1

	@pytest.mark.covers("R45")
	def test_an_import_is_searched_for_persons_who_were_there(
		self, running_suite: RunningSuite, tmp_path: Path
	) -> None:
		file = tmp_path / "otra.csv"
		file.write_text(
			"id_type,id_number,name,birth_date,phone\n"
			"passport,XA1,Sintética Repetida,1980-02-29,0990001234\n"
			"passport,XB2,Sintética Repetida,1980-02-29,0990001234\n",
			"utf-8",
		)
		assert run_import(running_suite, str(file)).returncode == 0
		customers = running_suite.suite_client.sign_in("admin").customers
		wait_until(lambda: ("XA1", "XB2") in list_pairs(customers), 20)

	def test_the_two_files_of_the_exercise(
		self, running_suite: RunningSuite, tmp_path: Path
	) -> None:
		users, services = tmp_path / "usuario.json", tmp_path / "servicios.json"
		user = {"id": "0926687856", "nombre": "Sintético Ejercicio", "servicios": ["Hogar 200"]}
		users.write_text(json.dumps([user]), "utf-8")
		services.write_text(json.dumps([{"nombre": "Hogar 200", "precio": 25.5}]), "utf-8")
		for path in (users, services):
			done = run_import(running_suite, str(path), "--mode", "update")
			assert done.returncode == 0, done.stderr
		client = running_suite.suite_client.sign_in("admin").customers
		items = client.request("GET", "/v1/items", params={"q": "hogar 200"}).json()["items"]
		assert [(one["name"], one["price"], one["state"], one["customers"]) for one in items] == [
			("Hogar 200", "25.50", "draft", 1)
		]

	def test_a_file_that_cannot_serve_ends_with_its_reason(
		self, running_suite: RunningSuite, tmp_path: Path
	) -> None:
		file = tmp_path / "nada.csv"
		file.write_text("color;tamaño\nrojo;grande\n", "utf-8")
		failed = run_import(running_suite, str(file))
		assert failed.returncode == 1
		assert "Faltan columnas obligatorias" in failed.stderr


def list_pairs(customers: RestClient) -> set[tuple[str, str]]:
	"""Return the identifications of the surest pairs."""
	pairs = customers.call(list_pairs_of, query=DuplicateQuery(limit=100)).items
	return {(pair.left.id_number, pair.right.id_number) for pair in pairs}


def run_import(suite: RunningSuite, *arguments: str) -> subprocess.CompletedProcess[str]:
	command = [sys.executable, "-m", "chasqui.cli.main", "import", "--var", str(suite.var)]
	return subprocess.run(
		[*command, *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False
	)


def count_named(suite: RunningSuite, name: str) -> int:
	client = suite.suite_client.sign_in("admin").customers
	return len(client.request("GET", "/v1/customers", params={"q": name}).json()["items"])
