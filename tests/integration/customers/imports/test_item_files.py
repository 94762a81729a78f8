"""Files of services and products: what becomes of each row in the catalogue."""

import csv
import io
import json
from typing import Any

import pytest

from chasqui.contracts.customers.imports import ImportMode, ImportProgress
from chasqui.kernel.errors import Invalid
from tests.integration.customers.import_world import ImportWorld, make_sheet

HEADER = [
	"Tipo", "Nombre", "Referencia", "Marca", "Descripción", "Precio", "Existencias", "Velocidad",
	"Instalación incluida", "Garantía",
]  # fmt: skip
FIBRE = [
	"INTERNET por fibra", "Fibra Hogar 300", "FIB-300", "", "Sin tope", "25.50", "", "300 mbps",
	"sí", "",
]  # fmt: skip
ROUTER = ["Equipo", "Router Ñandú", "", "Ñandú", "", "49.90", "12", "", "", "24"]
ITEMS = """
SELECT item.name, reference, item_type.name, brand, description, item.attributes, amount::text,
	(SELECT balance FROM stock_move WHERE item_id = item.id ORDER BY id DESC LIMIT 1)
FROM item JOIN item_type ON item_type.id = type_id LEFT JOIN item_price ON item_id = item.id
ORDER BY item.id
"""
WRITTEN = [
	("Fibra Hogar 300", "FIB-300", "Internet por fibra", "", "Sin tope",
		{"velocidad": "300", "instalacion": True}, "25.50", None),
	("Router Ñandú", "ROUTER-NANDU", "Equipo", "Ñandú", "", {"garantia": "24"}, "49.90", 12),
]  # fmt: skip
FAULTS = "SELECT line, field, code FROM import_rejection ORDER BY line"


def write_csv(*rows: list[str], delimiter: str = ",") -> bytes:
	text = io.StringIO()
	csv.writer(text, delimiter=delimiter).writerows(rows)
	return text.getvalue().encode()


def write_json(header: list[str], *rows: list[str]) -> bytes:
	return json.dumps([dict(zip(header, row, strict=True)) for row in rows]).encode()


WRITERS: dict[str, Any] = {"csv": write_csv, "xlsx": make_sheet, "json": write_json}


def bring(
	world: ImportWorld, content: bytes, mode: ImportMode = ImportMode.CREATE, form: str = "csv"
) -> ImportProgress:
	"""Take a file through the worker without stopping at the trial."""
	return world.work(world.upload(content, f"lista.{form}", start=True, mode=mode))


@pytest.mark.covers("M11", "M12", "M23")
class TestForms:
	@pytest.mark.parametrize("form", WRITERS)
	def test_the_same_rows_come_from_every_kind_of_file(
		self, world: ImportWorld, form: str
	) -> None:
		content = WRITERS[form](HEADER, FIBRE, ROUTER)
		number = world.upload(content, f"lista.{form}")
		while (progress := world.work(number)).state.value != "checked":
			assert progress.state.value in ("reading", "checking")
		assert progress.kind.value == "services"
		assert world.read("SELECT count(*) FROM item") == [(0,)]
		found = world.read("SELECT found ->> 'news' FROM import_job")
		world.start(number)
		assert world.work(number).created == int(found[0][0]) == 2
		assert world.read(ITEMS) == WRITTEN
		again = bring(world, content, ImportMode.UPDATE, form)
		assert (again.unchanged, again.rejected) == (2, 0)

	def test_a_spanish_file_and_its_report_come_back(self, world: ImportWorld) -> None:
		rows = [["nombre", "código", "precio"], ["Uno", "-A", "1.234,50"], ["Dos", "B", "-3"]]
		first = bring(world, write_csv(*rows, delimiter=";"))
		assert (first.created, first.rejected) == (0, 2)
		report = world.read_report(first.id).decode()
		corrected = report.replace(";'-A;", ";A;").replace(";'-3;", ";3;")
		again = bring(world, corrected.encode())
		assert (again.created, again.rejected) == (2, 0)
		assert [row[:2] + row[6:7] for row in world.read(ITEMS)] == [
			("Uno", "A", "1234.50"), ("Dos", "B", "3.00"),
		]  # fmt: skip
		assert [row[4] for row in world.read(ITEMS)] == ["", ""]

	@pytest.mark.parametrize(
		"header", ["cedula,nombre,precio,referencia", "id_number,name,sku", "correo,nombre,marca"]
	)
	def test_a_list_of_persons_stays_one(self, world: ImportWorld, header: str) -> None:
		number = world.upload(f"{header}\n".encode(), "servicios.csv")
		assert world.show(number).kind.value == "customers"


@pytest.mark.covers("M12", "M23", "C7", "C9")
class TestRows:
	def test_bad_rows_are_refused_one_by_one(self, world: ImportWorld) -> None:
		bring(world, write_csv(HEADER, FIBRE, ROUTER))
		name, price, stock, speed = 1, 5, 6, 7
		rows = [
			make_row(FIBRE, "N-1", {price: "-1"}),
			make_row(FIBRE, "N-2", {speed: "rápido"}),
			make_row(FIBRE, "FIB-300", {name: "Router Ñandú"}),
			make_row(FIBRE, "con espacios", {}),
			make_row(FIBRE, "N-3", {stock: "5"}),
			make_row(ROUTER, "N-4", {stock: "muchos"}),
			make_row(FIBRE, "N-5", {name: "X"}),
			make_row(FIBRE, "N-6", {price: "caro"}),
			make_row(FIBRE, "N-7", {4: "x" * 2001}),
			make_row(FIBRE, "N-8", {name: "Buena"}),
			make_row(FIBRE, "n-8", {name: "Buena"}),
		]
		before = world.read(ITEMS)
		done = bring(world, write_csv(HEADER, *rows), ImportMode.UPDATE)
		assert (done.created, done.rejected, done.rows) == (1, 10, 11)
		assert world.read(FAULTS) == [
			(2, "price", "negative"), (3, "attributes.velocidad", "bad_value"),
			(4, "reference", "reference_of_another"), (5, "reference", "string_pattern_mismatch"),
			(6, None, "no_stock"), (7, "stock", "bad_stock"), (8, "name", "bad_name"),
			(9, "price", "bad_amount"), (10, "description", "string_too_long"),
			(12, "name", "repeated"),
		]  # fmt: skip
		assert world.read(ITEMS)[: len(before)] == before
		assert world.read("SELECT cells FROM import_rejection WHERE line = 5") == [(rows[3],)]

	def test_update_changes_what_is_told_and_create_leaves_it(self, world: ImportWorld) -> None:
		bring(world, write_csv(HEADER, FIBRE, ROUTER))
		told = make_row(ROUTER, "", {3: "Andina", 6: "20", 9: ""})
		left = bring(world, write_csv(HEADER, told))
		assert (left.existing, left.updated) == (1, 0)
		assert world.read(ITEMS) == WRITTEN
		renamed = make_row(FIBRE, "fib-300", {1: "Fibra Total", 4: "", 7: "500"})
		done = bring(world, write_csv(HEADER, told, renamed), ImportMode.UPDATE)
		assert (done.updated, done.rejected) == (2, 0)
		fibre, router = world.read(ITEMS)
		assert fibre[:2] + fibre[4:6] == (
			"Fibra Total", "FIB-300", "Sin tope", {"velocidad": "500", "instalacion": True},
		)  # fmt: skip
		assert router[3:] == ("Andina", "", {"garantia": "24"}, "49.90", 20)
		reasons = "SELECT quantity, reason FROM stock_move ORDER BY id"
		assert world.read(reasons) == [(12, "receipt"), (8, "adjustment")]

	def test_a_price_is_a_new_validity_or_nothing(self, world: ImportWorld) -> None:
		bring(world, write_csv(HEADER, FIBRE))
		world.write("UPDATE item_price SET valid_from = valid_from - 30")
		assert bring(world, write_csv(HEADER, FIBRE), ImportMode.UPDATE).unchanged == 1
		dearer = write_csv(HEADER, make_row(FIBRE, "FIB-300", {5: "27"}))
		assert bring(world, dearer, ImportMode.UPDATE).updated == 1
		prices = "SELECT amount::text, valid_until IS NULL FROM item_price ORDER BY valid_from"
		assert world.read(prices) == [("25.50", False), ("27.00", True)]
		again = write_csv(HEADER, make_row(FIBRE, "FIB-300", {5: "28"}))
		assert bring(world, again, ImportMode.UPDATE).rejected == 1  # one price a day
		assert world.read(FAULTS)[-1] == (2, "valid_from", "price_overlap")
		assert world.read(prices) == [("25.50", False), ("27.00", True)]

	def test_prices_decide_how_the_others_are_read(self, world: ImportWorld) -> None:
		header = ["nombre", "precio"]
		done = bring(world, write_csv(header, ["Uno", "1,234"], ["Dos", "1,234.50"]))
		assert (done.created, done.rejected) == (2, 0)
		assert [row[6] for row in world.read(ITEMS)] == ["1234.00", "1234.50"]
		doubtful = write_csv(header, ["Tres", "1,234"], ["Cuatro", "800"])
		with pytest.raises(Invalid) as refused:
			bring(world, doubtful)
		assert refused.value.code == "ambiguous_amounts"
		number = world.upload(doubtful, "lista.csv")
		assert world.work(number).state.value == "checked"
		world.start(number)
		assert (world.work(number).created, world.read(FAULTS)) == (
			1, [(2, "price", "ambiguous_amount")],
		)  # fmt: skip

	def test_made_references_are_unique_and_nothing_is_lost(self, world: ImportWorld) -> None:
		bring(world, write_csv(HEADER, make_row(FIBRE, "fibra-hogar-300", {})))
		rows = [["nombre", "precio", "canales"], ["Fibra  Hógar-300!", "5", "80"]]
		world.write("UPDATE item SET name_key = 'OTRO NOMBRE'")
		assert bring(world, write_csv(*rows)).created == 1
		assert world.read(ITEMS)[1][:5] == (
			"Fibra Hógar-300!", "FIBRA-HOGAR-300-2", "Por clasificar", "", "canales: 80",
		)  # fmt: skip


def make_row(row: list[str], reference: str, changes: dict[int, str]) -> list[str]:
	return [changes.get(place, cell) for place, cell in enumerate([*row[:2], reference, *row[3:]])]
