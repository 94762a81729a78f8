"""The list of items as a file: whole, harmless to spreadsheets, and imported again."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from chasqui.kernel.clock import read_today
from customers.app.wiring import Wiring
from customers.config import CustomersConfig
from tests.integration.customers.catalogue.test_catalogue import Shop
from tests.integration.customers.doors import Api
from tests.support.pseudo_language import PSEUDO, open_pseudo_language

TITLES = [
	"Tipo", "Nombre", "Referencia", "Marca", "Descripción", "Precio", "Existencias",
	"Precio con promoción", "Promociones", "Estado en el catálogo",
]  # fmt: skip


@pytest.fixture
def shop(client: Api, config: CustomersConfig) -> Shop:
	"""A fibre on sale, a router in stock whose words look like formulas, and a draft."""
	shop = Shop(client, read_today(config.zone))
	television = {
		"name": "Televisión",
		"nature": "service",
		"attributes": [
			{"key": "velocidad", "label": "Velocidad", "kind": "text"},
			{"key": "plan", "label": "Marca", "kind": "text"},
			{"key": "desde", "label": "Desde", "kind": "date"},
		],
	}
	made = client.post("/v1/item-types", television).get_json()
	shop.types[made["name"]] = made
	shop.sell("1234.50", reference="FIB-1", description="Sin\ntope")
	router = shop.add("Equipo", name="Router", reference="RTR-1", brand="=1+1", attributes={})
	shop.move(router, 7)
	shop.add(
		"Televisión", name="Canales", reference="TV-1",
		attributes={"velocidad": "-alta", "plan": "Oro", "desde": "2026-03-01"},
	)  # fmt: skip
	return shop


def read_csv(answer: Any, delimiter: str = ";") -> list[list[str]]:
	"""Return the line above the titles, these, and the rows."""
	assert answer.status_code == 200, answer.get_data(as_text=True)
	return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=delimiter))


@pytest.mark.covers("M12", "M15")
class TestItemExport:
	def test_it_has_a_column_for_each_characteristic(self, shop: Shop) -> None:
		[note], header, *rows = read_csv(shop.client.get("/v1/items/export"))
		assert header == [
			*TITLES, "Garantía", "Velocidad", "Instalación incluida", "plan", "Desde",
		]  # fmt: skip
		assert note.startswith("Filas: 3 · Precios del: ")
		assert rows == [
			["Televisión", "Canales", "TV-1", "", "", "", "", "", "", "borrador", "", "'-alta", "",
				"Oro", "2026-03-01"],
			["Internet por fibra", "Fibra Hogar 300", "FIB-1", "", "Sin\ntope", "1234,50", "",
				"", "", "en venta", "", "300", "sí", "", ""],
			["Equipo", "Router", "RTR-1", "'=1+1", "", "", "7", "", "", "borrador", "", "", "", "",
				""],
		]  # fmt: skip

	def test_every_word_of_ours_is_in_the_language_of_who_asks(self, shop: Shop) -> None:
		with open_pseudo_language():
			[note], header, *rows = read_csv(shop.client.get("/v1/items/export", language=PSEUDO))
			book = openpyxl.load_workbook(
				io.BytesIO(shop.client.get("/v1/items/export?format=xlsx", language=PSEUDO).data)
			)
		assert header[: len(TITLES)] == [f"⟦{title}⟧" for title in TITLES]
		assert note.startswith("⟦Filas⟧: 3 · ⟦Precios del⟧: ")
		assert [row[9] for row in rows] == ["⟦borrador⟧", "⟦en venta⟧", "⟦borrador⟧"]
		assert rows[1][12] == "⟦sí⟧"
		assert book.sheetnames == ["⟦Catálogo⟧", "⟦Filtro⟧"]

	def test_only_what_matches_leaves_with_its_own_columns(self, shop: Shop) -> None:
		_note, *rows = read_csv(shop.client.get("/v1/items/export?q=router&delimiter=,"), ",")
		assert [row[2] for row in rows] == ["Referencia", "RTR-1"]
		assert rows[0] == [*TITLES, "Garantía"]

	def test_a_sheet_holds_numbers_and_days_as_such(self, shop: Shop) -> None:
		answer = shop.client.get("/v1/items/export?format=xlsx&type_id=1&state=on_sale")
		book = openpyxl.load_workbook(io.BytesIO(answer.get_data()))
		assert book.sheetnames == ["Catálogo", "Filtro"]
		titles, row = book["Catálogo"].iter_rows(values_only=True)
		found = dict(zip(titles, row, strict=True))
		assert (found["Precio"], found["Velocidad"]) == (1234.5, 300)
		assert found["Instalación incluida"] == "sí"

	@pytest.mark.parametrize("form", ["csv", "csv&delimiter=,", "xlsx"])
	def test_it_is_imported_again_and_changes_nothing(
		self, shop: Shop, config: CustomersConfig, form: str
	) -> None:
		before = [shop.show(one) for one in shop.client.get("/v1/items").get_json()["items"]]
		file = shop.client.get(f"/v1/items/export?format={form}").get_data()
		job = shop.client.upload("/v1/imports?mode=update", file).get_json()
		Wiring(config).import_runner.run(job["id"])
		done = shop.client.get(f"/v1/imports/{job['id']}").get_json()
		told = shop.client.get(f"/v1/imports/{job['id']}/rejected").get_json()["items"]
		assert (done["kind"], done["unchanged"], told) == ("services", 3, [])
		assert before == [shop.show(one) for one in before]

	def test_who_took_it_is_written_down(self, shop: Shop) -> None:
		shop.client.get("/v1/items/export?q=router&format=xlsx").get_data()
		entries = shop.client.get("/v1/audit?action=exported").get_json()["items"]
		assert entries[0]["details"] == {
			"what": "catalogue", "rows": 1, "format": "xlsx", "fields": ["q"],
		}  # fmt: skip
		assert shop.client.get("/v1/items/export", role="advisor").status_code == 403
