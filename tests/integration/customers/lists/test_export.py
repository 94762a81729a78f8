"""Lists as files: whole, with their filters, harmless to spreadsheets, and imported again."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from babel.messages.catalog import Catalog
from sqlalchemy import text

from chasqui.cli.messages import write_catalogue
from chasqui.kernel.data.database import Database
from chasqui.kernel.texts.languages import CATALOGUE
from customers.app.wiring import Wiring
from customers.config import CustomersConfig
from customers.imports.domain.columns import read_target
from tests.integration.customers.doors import Api
from tests.integration.customers.person_world import insert_people
from tests.support.pseudo_language import (
	PSEUDO,
	open_languages,
	open_pseudo_language,
	strip_marked,
)

MANY = 2600


@pytest.fixture
def people(client: Api, database: Database) -> None:
	"""One who differs from all others, and many."""
	client.post("/v1/custom-fields", {"key": "hijos", "label": "Correo", "kind": "number"})
	made = client.register(address="=1+1", name="Ñusta Sintética")
	sections = {"tags": ["VIP", "feria"], "custom": {"hijos": "-2.5"}}
	path = f"/v1/customers/{made['id']}/profile"
	assert client.patch_path(path, {"version": 0, **sections}).status_code == 200
	with database.open_session() as session:
		insert_people(session, MANY)
		# The import takes no phone that cannot be.
		session.execute(text("UPDATE customer SET phone = '+59399' || right(phone, 7)"))


def read_csv(answer: Any, delimiter: str = ";") -> list[list[str]]:
	"""Return the titles and the rows, without the line above them."""
	return read_lines(answer, delimiter)[1:]


def read_lines(answer: Any, delimiter: str = ";") -> list[list[str]]:
	assert answer.status_code == 200, answer.get_data(as_text=True)
	lines = io.StringIO(answer.get_data().decode("utf-8-sig"))
	return list(csv.reader(lines, delimiter=delimiter))


@pytest.mark.usefixtures("people")
class TestCsv:
	@pytest.mark.covers("M15", "R11")
	def test_it_holds_all_that_match_with_the_filter_in_a_line_above(self, client: Api) -> None:
		[note], *rows = read_lines(client.get("/v1/customers/export?province=EC-P&q=nusta"))
		found = dict(zip(*rows, strict=True))
		assert len(rows) == 2
		assert found["Nombre"] == "Ñusta Sintética"
		assert found["Ingreso mensual"] == "1234,50"
		assert found["Campo: Correo"] == "-2,5"
		assert found["Etiquetas"] == "feria, VIP"
		assert note.startswith("Búsqueda: nusta · Provincia: Pichincha · Filas: 1 · Exportado")

	def test_every_word_of_ours_is_in_the_language_of_who_asks(self, client: Api) -> None:
		path = "/v1/customers/export?province=EC-P&province=none&q=nusta&may_email=true&kind=person"
		with open_pseudo_language():
			[note], header, row = read_lines(client.get(path, language=PSEUDO))
			book = openpyxl.load_workbook(
				io.BytesIO(client.get(f"{path}&format=xlsx", language=PSEUDO).data)
			)
		told = [strip_marked(title) for title in header]
		assert "".join(told).strip() == ""
		assert dict(zip(header, row, strict=True))["⟦Tipo⟧"] == "⟦persona⟧"
		note = strip_marked(note)
		for given in ("nusta", "Pichincha", "Persona de prueba"):
			note = note.replace(given, "")
		assert re.sub(r"[\d:·+ -]", "", note) == ""
		assert book.sheetnames == ["⟦Clientes⟧", "⟦Filtro⟧"]

	def test_a_file_in_another_language_is_known_again(self, client: Api, tmp_path: Path) -> None:
		catalogue = Catalog(locale="en", charset="utf-8")
		english = {
			"Nombre": "Appellation",
			"Identificación": "Identity",
			"Correo": "E-mail address",
		}
		for told, words in english.items():
			catalogue.add(told, words)
		place = tmp_path / "en" / CATALOGUE
		place.parent.mkdir(parents=True)
		place.write_bytes(write_catalogue(catalogue))
		with open_languages(tmp_path):
			header, _row = read_csv(client.get("/v1/customers/export?q=nusta", language="en"))
			assert set(english.values()) <= set(header)
			assert [read_target(name) for name in english.values()] == [
				"name", "id_number", "email",
			]  # fmt: skip
		assert read_target("Appellation") == ""

	def test_formulas_are_defused(self, client: Api) -> None:
		rows = read_csv(client.get("/v1/customers/export?q=nusta&columns=address&columns=phone"))
		assert rows[1][:2] == ["'=1+1", "0991234567"]

	def test_every_row_leaves_in_order(self, client: Api) -> None:
		rows = read_csv(
			client.get("/v1/customers/export?sort=-id&columns=id_number&delimiter=,"), ","
		)
		assert len(rows) == MANY + 2
		assert rows[1][0] == f"T{MANY:07d}"
		assert rows[-1][0] == "1710034065"

	@pytest.mark.covers("M15")
	def test_it_is_imported_again_and_changes_nothing(
		self, client: Api, config: CustomersConfig
	) -> None:
		for delimiter in (";", ","):
			path = f"/v1/customers/export?delimiter={delimiter}&kind=person&q=persona 1*"
			file = client.get(path).get_data()
			job = client.upload("/v1/imports?mode=update", file).get_json()
			Wiring(config).import_runner.run(job["id"])
			done = client.get(f"/v1/imports/{job['id']}").get_json()
			told = client.get(f"/v1/imports/{job['id']}/rejected").get_json()["items"][:3]
			assert done["rejected"] == 0, told
			assert (done["state"], done["updated"]) == ("done", 0)
			assert done["unchanged"] == done["rows"] > 1000


@pytest.mark.usefixtures("people")
class TestOtherFormats:
	@pytest.mark.covers("M15")
	def test_a_workbook_has_typed_cells_and_the_filter_on_its_last_sheet(self, client: Api) -> None:
		answer = client.get("/v1/customers/export?format=xlsx&category=loyal")
		assert answer.status_code == 200
		book = openpyxl.load_workbook(io.BytesIO(answer.get_data()))
		assert book.sheetnames == ["Clientes", "Filtro"]
		titles, *rows = book["Clientes"].iter_rows(values_only=True)
		found = next(row for row in rows if row[titles.index("Nombre")] == "Ñusta Sintética")
		row = dict(zip(titles, found, strict=False))
		assert row["Fecha nacimiento"].date() == date(1980, 2, 29)
		assert row["Ingreso mensual"] == 1234.5
		assert row["Identificación"] == "1710034065"
		assert row["Dirección"] == "=1+1"
		cells = {cell.value: cell for cell in next(iter(book["Clientes"].iter_rows(min_row=2)))}
		assert all(cell.data_type != "f" for cell in cells.values())
		notes = dict(book["Filtro"].iter_rows(values_only=True))
		assert notes["Categoría"] == "leal"
		assert notes["Filas"] == str(len(rows))

	@pytest.mark.covers("M15")
	def test_json_lines_keep_their_types(self, client: Api) -> None:
		answer = client.get("/v1/customers/export?format=jsonl&q=nusta")
		row = json.loads(answer.get_data(as_text=True))
		assert row["birth_date"] == date(1980, 2, 29).isoformat()
		assert (row["consent_email"], row["monthly_income"]) == (True, "1234.50")
		assert row["custom.hijos"] == "-2.5"

	def test_who_took_what_is_written_down(self, client: Api) -> None:
		client.get("/v1/customers/export?q=persona&columns=email", role="marketing_head")
		entry = client.get("/v1/audit?action=exported").get_json()["items"][0]
		assert entry["details"] == {
			"rows": MANY, "format": "csv", "fields": ["q"], "columns": ["email"],
		}  # fmt: skip

	def test_an_empty_list_is_a_file_too(self, client: Api) -> None:
		for kind in ("csv", "xlsx", "jsonl"):
			answer = client.get(f"/v1/customers/export?q=nadie&format={kind}")
			assert answer.status_code == 200

	@pytest.mark.parametrize("asked", ["format=pdf", "columns=password", "province=EC-XX"])
	def test_what_makes_no_sense_is_refused_before_the_first_byte(
		self, client: Api, asked: str
	) -> None:
		assert client.get(f"/v1/customers/export?{asked}").status_code == 422

	def test_an_advisor_exports_nothing(self, client: Api) -> None:
		assert client.get("/v1/customers/export", role="advisor").status_code == 403
