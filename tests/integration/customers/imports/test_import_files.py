"""Spreadsheets and JSON: what is in them, and what is given back of them."""

import csv
import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from chasqui.contracts.customers.catalogue import ItemQuery
from chasqui.contracts.customers.imports import ImportMode
from chasqui.kernel.errors import Invalid
from customers.imports.repositories.jobs import ImportRepository
from customers.rights.use_cases.person_file_reader import FileShare
from tests.integration.customers.import_world import ADMIN, ImportWorld, make_sheet

HEADER = ["Cédula", "Nombre", "Nacimiento", "Ingreso", "Celular", "Acepta correo", "Correo"]
MIDNIGHT = datetime(1975, 3, 12)  # noqa: DTZ001 - as a spreadsheet keeps a day
PEOPLE = """
SELECT id_number, name, birth_date, monthly_income::text, phone, consent_email, warnings
FROM customer ORDER BY id
"""
USERS = {
	"usuarios": [
		{
			"id": "1710034065",
			"nombre": "Ana Peña",
			"direccion": "Calle Sucre 12",
			"contacto": {"telefono": "0991234567", "correo": "ana@example.com"},
			"categoria": "leal",
			"fecha_registro": "2010-02-28",
			"servicios": [{"nombre": "Fibra 200", "precio": 25}, {"nombre": "Pospago 10"}],
			"historial": [{"tipo": "consulta", "detalle": "horario"}],
		},
		{"id": "1710034066", "nombre": "Eva Ruiz", "servicios": ["Prepago"]},
	]
}
SERVICES = [
	{"id": 1, "nombre": "Fibra 200", "tipo": "Internet", "precio": 25.5, "velocidad": "200 Mbps"},
	{"id": 2, "nombre": "Pospago 10", "tipo": "Móvil", "precio": "$ 1.234,50"},
	{"id": 3, "nombre": "", "precio": 3},
	{"id": 4, "nombre": "FIBRA  200"},
]


class TestSheets:
	def test_types_of_excel_come_as_what_they_mean(self, world: ImportWorld) -> None:
		sheet = make_sheet(
			[],
			HEADER,
			# Excel has taken the zero off the cédula and off the phone.
			[926687856, "Luis  Mera", MIDNIGHT, 800, 991234567, True, "l@example.com"],
			["1710034065", "Ana Peña", date(1980, 2, 29), 1234.56, "099 123 4568", False, None],
			["1713175071", "Eva Ruiz", "29/02/1984", "1.234,5", None, "sí", "e@example.com"],
			[None],
			["1713175071", "Repetida", None, None, None, None, None],
		)
		done = world.bring(sheet, "gente.xlsx")
		assert (done.format.value, done.created, done.rejected, done.warnings) == ("xlsx", 3, 1, 1)
		assert world.read(PEOPLE) == [
			("0926687856", "Luis Mera", date(1975, 3, 12), "800.00", "+593991234567", True,
				["zero_restored"]),
			("1710034065", "Ana Peña", date(1980, 2, 29), "1234.56", "+593991234568", False, []),
			("1713175071", "Eva Ruiz", date(1984, 2, 29), "1234.50", None, True, []),
		]  # fmt: skip
		assert world.read("SELECT line, code FROM import_rejection") == [(7, "repeated")]

	def test_a_sheet_with_known_columns_starts_by_itself(self, world: ImportWorld) -> None:
		number = world.upload(make_sheet(HEADER, ["1710034065", "Ana"]), "a.xlsx", start=True)
		assert world.show(number).state.value == "reading"
		assert world.work(number).created == 1

	def test_a_reader_that_dies_leaves_the_file_as_it_came(
		self, world: ImportWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		content = make_sheet(HEADER, ["1710034065", "Ana"])
		number = world.upload(content, "a.xlsx", start=True)

		def die(*_: object, **__: object) -> bool:
			raise KeyboardInterrupt

		with monkeypatch.context() as patched:
			patched.setattr(ImportRepository, "advance", die)
			with pytest.raises(KeyboardInterrupt):
				world.work(number)
		assert world.read("SELECT data FROM import_chunk") == [(content,)]
		world.write("UPDATE import_job SET leased_until = now()")
		assert world.work(number).created == 1

	def test_one_that_lacks_a_column_says_so(self, world: ImportWorld) -> None:
		number = world.upload(make_sheet(["Nombre"], ["Ana"]), "a.xlsx", start=True)
		failed = world.work(number)
		assert failed.state.value == "failed"
		assert str(failed.error).startswith("Faltan columnas obligatorias: Identificación. Elija")

	def test_amounts_that_read_both_ways_are_refused(self, world: ImportWorld) -> None:
		sheet = make_sheet(
			HEADER, ["1710034065", "Ana", None, "1.234"], [926687856, "L", None, 1.5]
		)
		done = world.bring(sheet, "a.xlsx")
		assert (done.created, done.rejected) == (1, 1)
		assert world.read(
			"SELECT field, code, value, is_warning FROM import_rejection ORDER BY line"
		) == [
			("monthly_income", "ambiguous_amount", "1.234", True),
			("name", "too_short", "L", False),
		]

	def test_what_is_no_sheet_or_a_bomb_is_refused(self, world: ImportWorld) -> None:
		for content in (b"PK\x03\x04 not a zip", make_bomb(), make_doctype()):
			failed = world.work(world.upload(content, "a.xlsx"))
			assert (failed.state.value, bool(failed.error)) == ("failed", True)
		with pytest.raises(Invalid):
			world.upload(b"\xd0\xcf\x11\xe0 old", "a.xls")

	def test_the_report_has_the_shape_of_the_file(self, world: ImportWorld) -> None:
		sheet = make_sheet(
			["Cédula", "Nombre", "Celular", "Nota"],
			["1710034066", "-cmd()", "+593991234567", "@suma"],
			["1710034065", "Ana", None, None],
		)
		done = world.bring(sheet, "a.xlsx")
		opened = load_workbook(io.BytesIO(world.read_report(done.id, "xlsx")))
		rows = [list(row) for row in opened.worksheets[0].iter_rows(values_only=True)]
		reason = "El dígito verificador no corresponde."
		header = ["Cédula", "Nombre", "Celular", "Nota", "linea", "campo", "motivo", "codigo"]
		why = ["2", "Identificación", reason, "bad_check_digit"]
		# A text of a workbook is none of its formulas.
		assert rows == [header, ["1710034066", "-cmd()", "+593991234567", "@suma", *why]]
		text = world.read_report(done.id).decode("utf-8-sig")
		assert list(csv.reader(io.StringIO(text))) == [
			header,
			["1710034066", "'-cmd()", "'+593991234567", "'@suma", *why],
		]

	def test_a_corrected_report_can_be_imported_as_it_is(self, world: ImportWorld) -> None:
		file = "cedula;nombre;celular\n1710034066;Ana;+593 99 123 4567\n"
		chosen = ["id_number", "name", "phone"]  # no value says so: the only one is wrong
		done = world.bring(file.encode(), targets=chosen)
		text = world.read_report(done.id).decode()
		assert ";'+593 99 123 4567;" in text
		again = world.bring(text.replace("1710034066", "1710034065").encode())
		assert (again.created, again.rejected) == (1, 0)
		assert world.read("SELECT phone FROM customer") == [("+593991234567",)]


@pytest.mark.covers("M23")
class TestJson:
	def test_users_of_the_exercise_become_customers(self, world: ImportWorld) -> None:
		number = world.upload(json.dumps(USERS).encode(), "usuario.json")
		world.work(number)
		assert world.list_targets(number) == [
			"id_number", "name", "address", "phone", "email", "", "registered_on", "services", "",
		]  # fmt: skip
		found = world.check(number)
		assert (found.good, found.rejected) == (1, 1)
		world.start(number)
		world.work(number)
		query = "SELECT name, phone, email, address, registered_on FROM customer"
		assert world.read(query) == [
			("Ana Peña", "+593991234567", "ana@example.com", "Calle Sucre 12", date(2010, 2, 28))
		]
		names = "SELECT name FROM subscription ORDER BY name"
		assert world.read(names) == [("Fibra 200",), ("Pospago 10",)]

	def test_users_keyed_by_their_document_are_taken_too(self, world: ImportWorld) -> None:
		users = {"1710034065": {"nombre": "Ana"}, "0926687856": {"nombre": "Luis"}}
		number = world.upload(json.dumps(users).encode(), "usuario.json", start=True)
		assert world.work(number).created == 2

	@pytest.mark.covers("M1", "M11")
	def test_services_become_drafts_of_the_catalogue(self, world: ImportWorld) -> None:
		world.work(world.upload(json.dumps(USERS).encode(), "usuario.json", start=True))
		number = world.upload(json.dumps(SERVICES).encode(), "servicios.json")
		tried = world.work(number)
		assert (tried.kind.value, tried.state.value) == ("services", "checked")
		assert world.read("SELECT count(*) FROM item") == [(0,)]
		world.start(number)
		done = world.work(number)
		assert (done.state.value, done.created, done.rejected, done.rows) == ("done", 2, 2, 4)
		with world.wiring.database.open_session() as session:
			items = (
				world.wiring.make_item_reader(session, sees_drafts=True)
				.list_page(ItemQuery())
				.items
			)
		assert [(one.name, one.type_name, str(one.price), one.customers) for one in items] == [
			("Fibra 200", "Por clasificar", "25.50", 1),
			("Pospago 10", "Por clasificar", "1234.50", 1),
		]
		assert {one.state.value for one in items} == {"draft"}
		assert items[0].reference == "FIBRA-200"
		assert items[0].description.splitlines() == [
			"id: 1", "velocidad: 200 Mbps", "Tipo: Internet",
		]  # fmt: skip
		with world.wiring.database.open_session() as session:
			reader = world.wiring.make_person_file_reader(session)
			file = reader.read(world.read("SELECT id FROM customer")[0][0], ADMIN, FileShare())
		assert file.services == ["Fibra 200", "Pospago 10"]

	def test_services_again_are_existing_or_updated(self, world: ImportWorld) -> None:
		file = json.dumps({"servicios": [SERVICES[0]]}).encode()
		assert world.work(world.upload(file, "x.json", start=True)).created == 1
		assert world.work(world.upload(file, "x.json", start=True)).existing == 1
		same = world.upload(file, "x.json", start=True, mode=ImportMode.UPDATE)
		assert world.work(same).unchanged == 1
		other = json.dumps({"servicios": [{**SERVICES[0], "marca": "Andina"}]}).encode()
		again = world.upload(other, "x.json", start=True, mode=ImportMode.UPDATE)
		assert world.work(again).updated == 1

	@pytest.mark.parametrize("content", ["[1, 2]", '{"a": 1}', "[", "{}", '["a"', "[" * 100_000])
	def test_what_holds_no_list_of_objects_is_refused(
		self, world: ImportWorld, content: str
	) -> None:
		failed = world.work(world.upload(content.encode(), "x.json"))
		assert (failed.state.value, bool(failed.error)) == ("failed", True)


class TestDoors:
	def test_numbers_keep_their_digits(self, world: ImportWorld) -> None:
		users = [{"cedula": 926687856, "nombre": "Luis", "ingreso": Decimal("1234.567")}]
		text = json.dumps(users, default=float)
		assert world.bring(text.encode(), "x.json").created == 1
		assert world.read("SELECT monthly_income::text FROM customer") == [("1234.57",)]


def make_bomb() -> bytes:
	file = io.BytesIO()
	with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
		archive.writestr("xl/worksheets/sheet1.xml", b" " * (70 * 1024 * 1024))
	return file.getvalue()


def make_doctype() -> bytes:
	file = io.BytesIO()
	with zipfile.ZipFile(file, "w") as archive:
		archive.writestr("xl/workbook.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>')
	return file.getvalue()
