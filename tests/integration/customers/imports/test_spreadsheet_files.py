"""Files as spreadsheets make them: what people really hand in comes in, or is refused by name."""

from pathlib import Path

import pytest

from chasqui.contracts.customers.imports import AmountWriting, Certainty
from chasqui.contracts.customers.lists import ExportFormat, ExportQuery, ListColumn
from chasqui.contracts.mailer.addresses import is_mailable
from chasqui.kernel.errors import Invalid
from tests.integration.customers.import_world import ADMIN, ImportWorld, make_sheet

FILES = Path(__file__).parents[3] / "data" / "imports"
NAMES = "SELECT id_number, name, email FROM customer ORDER BY id"


def bring(world: ImportWorld, name: str, **plan: object) -> tuple[int, int, int]:
	"""Bring a file of the collection in; return how many were created, refused, warned of."""
	done = world.bring((FILES / name).read_bytes(), name, **plan)
	return done.created, done.rejected, done.warnings


@pytest.mark.covers("M15")
class TestLayouts:
	def test_rows_without_their_trailing_empty_cells(self, world: ImportWorld) -> None:
		assert bring(world, "short-rows.csv") == (3, 0, 0)
		assert world.read("SELECT phone, address FROM customer ORDER BY id") == [
			("+593991234567", "Calle A"),
			(None, None),
			("+593991234568", None),
		]

	def test_a_delimiter_at_the_end_of_every_row(self, world: ImportWorld) -> None:
		assert bring(world, "trailing-delimiter.csv") == (2, 0, 0)

	def test_the_line_by_which_excel_names_its_delimiter(self, world: ImportWorld) -> None:
		assert bring(world, "sep-line.csv") == (1, 0, 0)
		assert world.read(NAMES) == [("0209123421", "Fabio Inventado", "fabio@correo-inventado.ec")]

	def test_the_unicode_text_of_excel(self, world: ImportWorld) -> None:
		assert bring(world, "utf16-tabs.txt") == (1, 0, 0)
		assert world.read(NAMES) == [
			(
				"0310123435",
				"Gloria Muñoz Inventada",
				"gloria@correo-inventado.ec",
			)
		]

	@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
	def test_utf16_of_either_order(self, world: ImportWorld, encoding: str) -> None:
		content = "\ufeffcedula\tnombre\r\n1710034065\tAna Peña\r\n".encode(encoding)
		assert world.bring(content).created == 1

	@pytest.mark.parametrize(
		"content",
		[
			"Clientes de marzo;;\n\nGenerado el 02/03/2026\ncedula;nombre;correo\n{row}\n",
			'\n\n;;\ncedula; nombre;"correo"\n{row}\n;;\n\n',
			"cedula;nombre;correo\n{row}\n",
		],
	)
	def test_titles_and_blank_lines_above_the_header(
		self, world: ImportWorld, content: str
	) -> None:
		row = '1710034065; "Ana; Peña";ana@example.com'
		done = world.bring(content.format(row=row).encode())
		assert (done.created, done.rejected, done.rows) == (1, 0, 1)
		assert world.read(NAMES) == [("1710034065", "Ana; Peña", "ana@example.com")]

	def test_a_title_above_the_header_of_a_sheet(self, world: ImportWorld) -> None:
		sheet = make_sheet(["Clientes"], [], ["Cédula", "Nombre"], ["1710034065", "Ana"])
		done = world.bring(sheet, "a.xlsx")
		assert (done.created, done.rejected) == (1, 0)

	def test_a_fault_names_its_line_below_a_title(self, world: ImportWorld) -> None:
		content = b"Clientes\n\ncedula,nombre\n1710034065,Ana\n1710034066,Eva\n"
		world.bring(content)
		assert world.read("SELECT line FROM import_rejection") == [(5,)]

	def test_what_nobody_sees_is_not_there(self, world: ImportWorld) -> None:
		assert bring(world, "invisible.csv") == (5, 0, 0)
		rows = world.read("SELECT id_number, name, phone, email FROM customer ORDER BY id")
		assert rows == [
			("1604123511", "Marco Invisible", "+593991234501", "marco@correo-inventado.ec"),
			("1905123525", "Nora Cero Ancho", "+593991234502", "nora@correo-inventado.ec"),
			("2001123534", "Olga Cero Ancho", "+593991234503", "olga@correo-inventado.ec"),
			("2102123540", "Pedro Guionsuave", "+593991234504", "pedro@correo-inventado.ec"),
			("2203123555", "Quito Duro", "+593991234505", "quito@correo-inventado.ec"),
		]

	@pytest.mark.parametrize(
		("content", "name"),
		[
			(b"%PDF-1.7\n", "PDF"), (b"<html><table><tr><td>cedula", "página web"),
			(b"\xd0\xcf\x11\xe0 old", "XLS"), (b"\x89PNG\r\n", "imagen"),
			(b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ODS"),
		],
	)  # fmt: skip
	def test_what_is_no_table_is_refused_by_name(
		self, world: ImportWorld, content: bytes, name: str
	) -> None:
		with pytest.raises(Invalid) as refused:
			world.upload(content, "clientes.xls")
		told = str(refused.value.detail)
		assert name in told
		assert "CSV UTF-8" in told


@pytest.mark.covers("M15")
class TestCells:
	def test_days_in_every_writing_that_is_one(self, world: ImportWorld) -> None:
		assert bring(world, "dates.csv") == (14, 0, 3)
		rows = world.read("SELECT count(*), birth_date::text FROM customer GROUP BY 2 ORDER BY 2")
		assert rows == [(7, "1990-07-30"), (1, "1996-02-29"), (6, None)]
		told = world.read("SELECT field, value FROM import_rejection ORDER BY line")
		assert told == [("birth_date", one) for one in ("07/30/1990", "30/07/90", "33085")]
		contacts = "SELECT count(*) FROM customer WHERE last_contact_at IS NOT NULL"
		assert world.read(contacts) == [(3,)]

	def test_amounts_that_read_both_ways_are_asked_for(self, world: ImportWorld) -> None:
		content = (FILES / "amounts.tsv").read_bytes()
		number = world.upload(content)
		assert world.columns(number).amounts is None
		with pytest.raises(Invalid) as refused:
			world.upload(content, start=True)
		assert refused.value.code == "ambiguous_amounts"
		world.check(number, amounts="spanish")
		world.start(number)
		assert world.work(number).created == 3
		assert {str(one) for (one,) in world.read("SELECT monthly_income FROM customer")} == {
			"1234.00", "2500.00", "1100.00",
		}  # fmt: skip

	def test_a_column_that_contradicts_itself_is_refused_where_it_is_doubtful(
		self, world: ImportWorld
	) -> None:
		header = "cedula;nombre;ingreso_mensual"
		cells = ("1,234.50", "1.234,50", "1,234", "1.234")
		numbers = ("1750000000", "1750000018", "1750000026", "1750000034")
		rows = [
			f"{number};Monto Inventado;{one}" for number, one in zip(numbers, cells, strict=True)
		]
		done = world.bring("\n".join([header, *rows]).encode())
		assert (done.created, done.warnings) == (4, 2)
		assert world.read("SELECT code, value FROM import_rejection ORDER BY line") == [
			("ambiguous_amount", "1,234"), ("ambiguous_amount", "1.234"),
		]  # fmt: skip
		read = world.read("SELECT monthly_income::text FROM customer ORDER BY id_number")
		assert read == [("1234.50",), ("1234.50",), (None,), (None,)]

	def test_what_an_earlier_file_wrote_is_no_proof_for_another(self, world: ImportWorld) -> None:
		header = "cedula;nombre;ingreso_mensual\n"
		world.bring(f"{header}1750000000;Uno Inventado;1.234,50\n".encode())
		plain = world.upload(f"{header}1750000018;Dos Inventado;1,234.50\n".encode())
		assert world.columns(plain).amounts is AmountWriting.PLAIN
		either = world.upload(f"{header}1750000018;Dos Inventado;1,234\n".encode())
		assert world.columns(either).amounts is AmountWriting.SPANISH

	def test_a_column_that_a_person_chose_decides_as_well(self, world: ImportWorld) -> None:
		number = world.upload(b"cedula;nombre;cifra\n1750000000;Uno;1.234\n1750000018;Dos;1,5\n")
		world.check(number, targets=["id_number", "name", "monthly_income"])
		assert world.columns(number).amounts is AmountWriting.SPANISH

	def test_codes_are_taken_for_nobodys_identification(self, world: ImportWorld) -> None:
		content = b"Documento;Nombre\nFAC-001;Ana Inventada\nFAC-002;Luis Inventado\n"
		(doubted, _name) = world.columns(world.upload(content)).columns
		assert (doubted.target, doubted.doubted) == ("", "id_number")
		assert doubted.certainty is Certainty.DOUBTFUL
		with pytest.raises(Invalid) as refused:
			world.upload(content, start=True)
		assert refused.value.code == "doubtful_identification"
		passports = content.replace(b"Documento", b"Pasaporte")
		assert world.work(world.upload(passports, start=True)).created == 2

	def test_identifications_of_foreigners_and_of_companies(self, world: ImportWorld) -> None:
		done = world.bring((FILES / "identities.csv").read_bytes())
		refused = world.read(
			"SELECT line, code FROM import_rejection WHERE NOT is_warning ORDER BY line"
		)
		assert refused == [(6, "bad_structure"), (8, "bad_province"), (18, "bad_length")]
		assert (done.created, done.rejected) == (17, 3)
		foreign = "SELECT kind, warnings FROM customer WHERE id_number = '1798317770001'"
		assert ("person", "company_ruc") in [
			(kind, one) for kind, warnings in world.read(foreign) for one in warnings
		]

	def test_names_in_parts_are_joined_and_the_given_ones_kept(self, world: ImportWorld) -> None:
		header = "CI,First Name,Middle Name,Last Name,Segundo Apellido"
		row = "1710034065,María,José,Peña,Ruiz"
		world.bring(f"{header}\n{row}\n".encode())
		query = "SELECT name, given_names FROM customer"
		assert world.read(query) == [("María José Peña Ruiz", "María José")]
		world.bring(b"cedula,nombre\n1710034065,Mariana Pe\xc3\xb1a\n", mode="update")
		assert world.read(query) == [("Mariana Peña", None)]

	def test_addresses_are_kept_as_the_mailer_can_use_them(self, world: ImportWorld) -> None:
		assert bring(world, "emails.csv") == (7, 0, 1)
		assert world.read("SELECT field, code, value FROM import_rejection") == [
			("email", "bad_local_part", "iván@correo-inventado.ec")
		]
		found = [
			email for (email,) in world.read("SELECT email FROM customer ORDER BY id") if email
		]
		assert "ines@xn--and-inventado-hkb2l.ec" in found
		assert all(map(is_mailable, found))

	@pytest.mark.parametrize("form", [ExportFormat.CSV, ExportFormat.XLSX])
	def test_what_is_exported_comes_back_and_changes_nothing(
		self, world: ImportWorld, form: ExportFormat
	) -> None:
		assert bring(world, "formulas-roundtrip.csv")[:2] == (4, 0)
		everything = "SELECT name, address, email, phone, monthly_income, updated_at FROM customer"
		before = world.read(everything + " ORDER BY id")
		with world.wiring.database.open_session() as session:
			exporter = world.wiring.make_exporter(session)
			query = ExportQuery(columns=list(ListColumn), format=form)
			content = b"".join(exporter.open(query, ADMIN).chunks)
		again = world.bring(content, mode="update")
		assert (again.unchanged, again.updated, again.created) == (4, 0, 0)
		assert world.read(everything + " ORDER BY id") == before


@pytest.mark.covers("R45")
class TestDuplicates:
	def test_who_is_who_in_a_file_of_families_and_employees(self, world: ImportWorld) -> None:
		assert bring(world, "duplicates.csv")[:2] == (15, 0)
		with world.wiring.database.open_session() as session:
			world.wiring.make_duplicate_search_service(session).request(ADMIN)
		world.wiring.duplicate_search_runner.sweep()
		pairs = world.read("""
			SELECT one.name, other.name, reasons, score FROM duplicate_pair
			JOIN customer AS one ON one.id = left_id JOIN customer AS other ON other.id = right_id
			ORDER BY score
		""")
		assert [({one, other}, *why) for one, other, *why in pairs] == [
			({"Jose Luis Peña Inventado", "PEÑA INVENTADO JOSE LUIS"}, ["name_birth"], 60),
			(
				{"Comercio Unipersonal Inventado", "Comercio Unipersonal Inventado RUC"},
				["identity"],
				90,
			),
		]
