"""Files of sales: what was sold before, document by document, whole or not at all."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest

from chasqui.contracts.customers.imports import ImportProgress
from chasqui.kernel.clock import freeze_clock
from tests.integration.customers.import_world import ImportWorld

pytestmark = pytest.mark.covers("C8", "C14")
HEADER = [
	"Factura", "Cédula del cliente", "Fecha emisión", "Código", "Cantidad", "Precio unitario",
	"Descuento", "IVA %", "Estado", "Vendedor",
]  # fmt: skip
ROSA, LUIS = "1710034065", "0926687856"
NUMBER, WHO, DAY, CODE, COUNT, PRICE, OFF, VAT, STATE, SELLER = range(10)
SALES = """
SELECT number, state, ordered_on::text, invoiced_on::text, paid_on::text, net::text, tax::text,
	total::text FROM sale ORDER BY number
"""
FAULTS = "SELECT line, field, code FROM import_rejection ORDER BY line, ordinal"


def make_line(number: str, **more: str) -> list[str]:
	"""Return a row: one fibre service for Rosa, but for what is given."""
	given = {
		"who": ROSA, "day": "2023-05-10", "code": "FIB-300", "count": "1", "price": "25.00",
		"off": "", "vat": "12", "state": "pagada", "seller": "Ana Mora", **more,
	}  # fmt: skip
	return [number, *given.values()]


def write_csv(*rows: list[str], header: list[str] = HEADER, delimiter: str = ";") -> bytes:
	text = io.StringIO()
	csv.writer(text, delimiter=delimiter).writerows([header, *rows])
	return text.getvalue().encode()


@pytest.fixture
def shop(world: ImportWorld) -> ImportWorld:
	"""Return a company with two customers, a service, a retired product and drafts of one name."""
	people = f"id_number,name\n{ROSA},Rosa Imbabura\n{LUIS},Luis Chimborazo\n".encode()
	world.work(world.upload(people, "clientes.csv", start=True))
	items = [
		["Tipo", "Nombre", "Referencia", "Precio"],
		["Internet por fibra", "Fibra Hogar 300", "FIB-300", "25.50"],
		["Equipo", "Router Ñandú", "ROUTER", "49.90"],
		["Equipo", "Cable", "CABLE-1", "3.00"],
		["Equipo", "Cable", "CABLE-2", "4.00"],
	]
	content = write_csv(*items[1:], header=items[0], delimiter=",")
	world.work(world.upload(content, "articulos.csv", start=True))
	world.write("UPDATE item SET state = 'retired' WHERE reference = 'ROUTER'")
	return world


def bring(world: ImportWorld, *rows: list[str], **more: Any) -> ImportProgress:
	"""Take a file through the whole wizard as it is proposed."""
	return world.bring(write_csv(*rows, **more), "ventas.csv")


def list_faults(world: ImportWorld) -> list[tuple[Any, ...]]:
	return world.read(FAULTS)


class TestDocuments:
	def test_lines_become_documents_with_their_sums(self, shop: ImportWorld) -> None:
		done = bring(
			shop,
			make_line("001-001-000000123", count="1.5"),
			make_line("FAC-9", who=LUIS, code="router", count="3", price="0.30", vat="15"),
			make_line("001-001-000000123", code="ROUTER", price="49.90", off="4.90"),
		)
		assert (done.kind.value, done.state.value) == ("sales", "done")
		assert (done.rows, done.created, done.rejected, done.warnings) == (3, 2, 0, 0)
		assert shop.read(SALES) == [
			("001-001-000000123", "paid", "2023-05-10", "2023-05-10", "2023-05-10", "82.50",
				"9.90", "92.40"),
			("FAC-9", "paid", "2023-05-10", "2023-05-10", "2023-05-10", "0.90", "0.14", "1.04"),
		]  # fmt: skip
		assert shop.read(
			"SELECT place, name, reference, quantity::text, discount::text, vat_percent::text,"
			" line.total::text FROM sale_line AS line JOIN sale ON sale.id = sale_id"
			" ORDER BY number, place"
		) == [
			(1, "Fibra Hogar 300", "FIB-300", "1.50", "0.00", "12.00", "42.00"),
			(2, "Router Ñandú", "ROUTER", "1.00", "4.90", "12.00", "50.40"),
			(1, "Router Ñandú", "ROUTER", "3.00", "0.00", "15.00", "1.04"),
		]
		assert shop.read("SELECT DISTINCT seller, seller_name, channel, import_id FROM sale") == [
			("file:ANA MORA", "Ana Mora", "other", done.id)
		]

	def test_lines_may_stand_anywhere_in_the_file(self, shop: ImportWorld) -> None:
		rows = [make_line(f"F-{n % 40:02d}", price=f"{1 + n // 40}.00") for n in range(200)]
		assert bring(shop, *rows).created == 40
		assert shop.read("SELECT DISTINCT net::text, units::text FROM sale") == [("15.00", "5.00")]
		assert shop.read("SELECT count(*) FROM import_sale_line") == [(0,)]

	def test_it_moves_nothing_of_today(self, shop: ImportWorld) -> None:
		events = shop.read("SELECT count(*) FROM event")
		bring(shop, make_line("001-001-000000123"), make_line("F-2", code="CABLE-1"))
		for table in ("stock_move", "subscription", "sale_return"):
			assert shop.read(f"SELECT count(*) FROM {table}") == [(0,)], table
		assert shop.read("SELECT count(*) FROM event") == events
		assert shop.read("SELECT next_number FROM number_series WHERE kind = '01'") == [(1,)]
		assert shop.read("SELECT count(*) FROM sale WHERE series_id IS NOT NULL") == [(0,)]

	def test_amounts_and_rates_as_spreadsheets_have_them(self, shop: ImportWorld) -> None:
		rows = [
			make_line("F-1", price="$ 1,234.50", vat="12%"),
			make_line("F-2", price="20", vat="0.12"),
			make_line("F-3", price="USD 5.00", vat="12 %"),
			make_line("F-4", vat="0"),
		]  # fmt: skip
		assert bring(shop, *rows).created == 4
		assert shop.read("SELECT net::text, tax::text FROM sale ORDER BY number") == [
			("1234.50", "148.14"), ("20.00", "2.40"), ("5.00", "0.60"), ("25.00", "0.00"),
		]  # fmt: skip

	def test_a_number_of_our_form_is_found_by_its_end(self, shop: ImportWorld) -> None:
		bring(shop, make_line("001-001-000000123"), make_line("001001000000124"), make_line("F-5"))
		assert shop.read("SELECT number, series_number FROM sale ORDER BY number") == [
			("001-001-000000123", 123), ("001-001-000000124", 124), ("F-5", None),
		]  # fmt: skip

	def test_states_days_and_what_came_back(self, shop: ImportWorld) -> None:
		header = ["Número", "Número de cliente", "Pedida", "Facturada", "Pagada", "Estado"]
		header += ["Artículo", "Cantidad", "Precio", "Devuelto", "Canal"]
		rosa = str(shop.read(f"SELECT id FROM customer WHERE id_number = '{ROSA}'")[0][0])

		def line(
			number: str, days: list[str], state: str, back: str = "", channel: str = ""
		) -> Any:
			return [number, rosa, *days, state, "Fibra hogar 300", "2", "10", back, channel]

		done = bring(
			shop,
			line("A", ["01/02/2020", "", ""], ""),
			line("B", ["", "2020-02-01", "2020-03-01"], "", channel="teléfono"),
			line("C", ["2020-01-01", "2020-02-01", ""], "Devuelta"),
			line("D", ["2020-01-01", "2020-02-01", ""], "ANULADA", channel="feria"),
			line("E", ["", "2020-02-01", "2020-02-02"], "pagada", back="1"),
			line("F", ["", "2020-02-01", "2020-02-02"], "pagada", back="2"),
			header=header,
		)
		assert (done.created, done.warnings, done.rejected) == (6, 1, 0)
		assert shop.read(
			"SELECT number, state, ordered_on::text, invoiced_on::text, paid_on::text,"
			" returned_net::text, channel FROM sale ORDER BY number"
		) == [
			("A", "invoiced", "2020-02-01", "2020-02-01", None, "0.00", "other"),
			("B", "paid", "2020-02-01", "2020-02-01", "2020-03-01", "0.00", "phone"),
			("C", "returned", "2020-01-01", "2020-02-01", "2020-02-01", "20.00", "other"),
			("D", "voided", "2020-01-01", "2020-02-01", None, "0.00", "other"),
			("E", "paid", "2020-02-01", "2020-02-01", "2020-02-02", "10.00", "other"),
			("F", "returned", "2020-02-01", "2020-02-01", "2020-02-02", "20.00", "other"),
		]
		assert list_faults(shop) == [(5, "channel", "unknown_channel")]

	def test_a_line_without_its_rate_has_that_of_the_day(self, shop: ImportWorld) -> None:
		days = ("2015-01-01", "2016-06-01", "2017-05-31", "2017-06-01", "2024-03-31", "2024-04-01")
		bring(shop, *(make_line(f"F-{day}", day=day, vat="") for day in days))
		rates = (
			"SELECT vat_percent::integer FROM sale_line JOIN sale ON id = sale_id ORDER BY number"
		)
		assert [row[0] for row in shop.read(rates)] == [12, 14, 14, 12, 12, 15]
		shop.write("UPDATE item SET vat_class = 'reduced' WHERE reference = 'FIB-300'")
		bring(shop, make_line("G-1", day="2020-01-01", vat=""), make_line("G-2", vat="8"))
		assert list_faults(shop) == [(2, "vat_percent", "no_rate")]
		kept = "SELECT vat_class, vat_percent::integer FROM sale_line ORDER BY sale_id DESC LIMIT 1"
		assert shop.read(kept) == [("general", 8)]  # of a holiday: as the invoice says


class TestFaults:
	@pytest.mark.parametrize(
		("changes", "faults"),
		[
			({"who": "1722334455"}, [("id_number", "bad_check_digit")]),
			({"who": "0102030400"}, [("id_number", "no_customer")]),
			({"who": "9999999999999"}, [("id_number", "final_consumer")]),
			({"who": ""}, [("id_number", "missing")]),
			({"code": "NADA"}, [("reference", "no_item")]),
			({"code": ""}, [("reference", "missing")]),
			({"count": "0"}, [("quantity", "bad_quantity")]),
			({"count": ""}, [("quantity", "bad_quantity")]),
			({"count": "-1"}, [("quantity", "negative")]),
			({"count": "0.001"}, [("quantity", "too_many_decimals")]),
			({"count": "1.5", "code": "ROUTER"}, [("quantity", "whole_units")]),
			({"count": "1000001"}, [("quantity", "bad_quantity")]),
			({"count": "uno"}, [("quantity", "bad_amount")]),
			({"price": ""}, [("unit_price", "missing")]),
			({"price": "-2"}, [("unit_price", "negative")]),
			({"price": "1.7857"}, [("unit_price", "too_many_decimals")]),
			({"price": "9" * 13}, [("unit_price", "bad_amount")]),
			({"off": "25.01"}, [("discount", "too_much_off")]),
			({"vat": "101"}, [("vat_percent", "bad_percent")]),
			({"vat": "doce"}, [("vat_percent", "bad_amount")]),
			({"price": "1E5"}, [("unit_price", "bad_amount")]),
			({"price": "NaN"}, [("unit_price", "bad_amount")]),
			({"price": "1.234,5.6"}, [("unit_price", "bad_amount")]),
			({"day": ""}, [("invoiced_on", "missing")]),
			({"day": "31/02/2020"}, [("invoiced_on", "bad_date")]),
			({"day": "2031-01-01"}, [("invoiced_on", "future_date")]),
			({"day": "1799-01-01"}, [("invoiced_on", "bad_date")]),
			({"state": "borrador"}, [("state", "draft")]),
			({"state": "cancelada"}, [("state", "unknown_state")]),
			({"seller": "x" * 121}, [("seller", "too_long")]),
			(
				{"who": "x", "count": "0", "price": "caro", "day": "ayer", "code": ""},
				[
					("id_number", "bad_passport"), ("invoiced_on", "bad_date"),
					("unit_price", "bad_amount"), ("reference", "missing"),
					("quantity", "bad_quantity"),
				],
			),
		],
	)  # fmt: skip
	def test_all_that_is_wrong_with_a_row_is_said(
		self, shop: ImportWorld, changes: dict[str, str], faults: list[tuple[str, str]]
	) -> None:
		done = bring(shop, make_line("F-1"), make_line("F-2", **changes))
		assert (done.created, done.rejected) == (1, 1)
		assert list_faults(shop) == [(3, field, code) for field, code in faults]

	@pytest.mark.parametrize(
		("number", "code"), [("", "missing"), ("9" * 41, "bad_number"), ("  ", "missing")]
	)
	def test_a_row_of_no_document_stays_out(
		self, shop: ImportWorld, number: str, code: str
	) -> None:
		done = bring(shop, make_line(number, count="0"), make_line("F-1"))
		assert (done.created, done.rejected) == (1, 1)
		assert list_faults(shop) == [(2, "number", code), (2, "quantity", "bad_quantity")]

	def test_one_wrong_line_keeps_its_whole_document_out(self, shop: ImportWorld) -> None:
		done = bring(
			shop, make_line("F-1"), make_line("F-2"), make_line("F-1", count="0"), make_line("F-1")
		)
		assert (done.created, done.rejected, shop.read("SELECT number FROM sale")) == (
			1, 3, [("F-2",)],
		)  # fmt: skip
		assert list_faults(shop) == [
			(2, "number", "other_line"), (4, "quantity", "bad_quantity"),
			(5, "number", "other_line"),
		]  # fmt: skip
		reasons = shop.read("SELECT reason FROM import_rejection WHERE line = 2")
		assert '"line": 4' in reasons[0][0]

	@pytest.mark.parametrize(
		("changes", "field", "code"),
		[
			({"who": LUIS}, "id_number", "two_customers"),
			({"day": "2023-05-11"}, "invoiced_on", "two_values"),
			({"state": "anulada"}, "state", "two_values"),
		],
	)
	def test_lines_of_one_document_agree(
		self, shop: ImportWorld, changes: dict[str, str], field: str, code: str
	) -> None:
		assert bring(shop, make_line("F-1"), make_line("F-1", **changes)).created == 0
		assert (3, field, code) in list_faults(shop)

	def test_given_totals_are_those_of_the_lines(self, shop: ImportWorld) -> None:
		header = [*HEADER, "Subtotal", "Total línea", "Total factura"]
		three = {"count": "3", "price": "0.30", "vat": "15"}
		good = [*make_line("F-1", **three), "0.90", "1.04", "1.04"]
		wrong = [*make_line("F-2", **three), "0.91", "1.05", "1.06"]
		done = bring(shop, good, wrong, header=header)
		assert (done.created, done.rejected) == (1, 1)
		assert list_faults(shop) == [
			(3, "net", "other_total"), (3, "document_total", "other_total"),
			(3, "line_total", "other_total"),
		]  # fmt: skip
		[[reason]] = shop.read("SELECT reason FROM import_rejection WHERE field = 'net'")
		assert "$0,91" in reason
		assert "$0,90" in reason

	def test_a_document_has_no_more_lines_than_one_may_have(self, shop: ImportWorld) -> None:
		fitting = [make_line("F-1") for _ in range(100)]
		long = [make_line("F-2") for _ in range(230)]
		done = bring(shop, *long, *fitting, make_line("F-3"))
		assert (done.created, done.rejected, done.rows) == (2, 230, 331)
		assert {row[1:] for row in list_faults(shop)} == {("number", "too_many_lines")}

	def test_an_item_is_named_by_its_name_where_that_is_unique(self, shop: ImportWorld) -> None:
		header = [*HEADER[:CODE], "Producto", *HEADER[COUNT:]]
		rows = [make_line("F-1", code="fibra hogar 300"), make_line("F-2", code="Cable")]
		assert bring(shop, *rows, header=header).created == 1
		assert list_faults(shop) == [(3, "item_name", "ambiguous_name")]

	def test_the_refused_rows_come_back_corrected(self, shop: ImportWorld) -> None:
		first = bring(shop, make_line("F-1", count="0"), make_line("F-1"))
		report = shop.read_report(first.id).decode()
		lines = report.splitlines()
		assert lines[0].endswith("linea;campo;motivo;codigo")
		assert [one.split(";")[-4:-2] for one in lines[1:]] == [
			["2", "Cantidad"], ["3", "Número del documento"],
		]  # fmt: skip
		again = shop.bring(report.replace("FIB-300;0;", "FIB-300;2;").encode(), "corregido.csv")
		assert (again.created, again.rejected) == (1, 0)
		assert shop.read("SELECT net::text FROM sale") == [("75.00",)]


class TestAgain:
	def test_the_same_file_twice_changes_nothing(self, shop: ImportWorld) -> None:
		rows = [make_line("F-1"), make_line("F-2", state="facturada"), make_line("F-1", vat="")]
		assert bring(shop, *rows).created == 2
		shop.write("UPDATE sale SET state = 'paid', paid_on = now() WHERE number = 'F-2'")
		before = shop.read("SELECT * FROM sale ORDER BY id"), shop.read("SELECT * FROM sale_line")
		again = bring(shop, *reversed(rows))
		assert (again.created, again.existing, again.rejected) == (0, 2, 0)
		assert before == (
			shop.read("SELECT * FROM sale ORDER BY id"), shop.read("SELECT * FROM sale_line")
		)  # fmt: skip

	@pytest.mark.parametrize(
		"changes",
		[{"who": LUIS}, {"day": "2023-05-11"}, {"count": "2"}, {"price": "24.99"}, {"vat": "0"}],
	)
	def test_a_number_with_another_content_is_refused(
		self, shop: ImportWorld, changes: dict[str, str]
	) -> None:
		bring(shop, make_line("F-1"))
		again = bring(shop, make_line("F-1", **changes))
		assert (again.created, again.existing, again.rejected) == (0, 0, 1)
		assert list_faults(shop) == [(2, "number", "number_taken")]

	def test_the_trial_finds_what_the_import_does(self, shop: ImportWorld) -> None:
		bring(shop, make_line("F-1"))
		number = shop.upload(
			write_csv(make_line("F-1"), make_line("F-2"), make_line("F-3", code="NADA"))
		)
		found = shop.check(number)
		assert (found.rows, found.good, found.news, found.existing, found.rejected) == (
			3, 2, 1, 1, 1,
		)  # fmt: skip
		assert [(one.line, str(one.label), one.value, one.code) for one in found.faults] == [
			(4, "Referencia", "NADA", "no_item")
		]
		assert shop.read("SELECT count(*) FROM sale") == [(1,)]
		assert shop.read("SELECT count(*) FROM import_sale_line") == [(0,)]
		shop.start(number)
		done = shop.work(number)
		assert (done.created, done.existing, done.rejected) == (1, 1, 1)


class TestWhose:
	def test_a_merged_record_leads_to_the_one_that_stands_for_it(self, shop: ImportWorld) -> None:
		shop.write(
			"UPDATE customer SET archived_at = now(), merged_into = (SELECT id FROM customer"
			f" WHERE id_number = '{LUIS}') WHERE id_number = '{ROSA}'"
		)
		assert bring(shop, make_line("F-1")).created == 1
		owner = "SELECT id_number FROM sale JOIN customer ON customer.id = customer_id"
		assert shop.read(owner) == [(LUIS,)]
		assert bring(shop, make_line("F-1", who=LUIS)).existing == 1

	def test_archived_customers_have_their_history(self, shop: ImportWorld) -> None:
		shop.write("UPDATE customer SET archived_at = now()")
		assert bring(shop, make_line("F-1")).created == 1

	def test_nothing_is_kept_of_who_was_erased(self, shop: ImportWorld) -> None:
		shop.write(
			"INSERT INTO erasure (customer_id, reason, requested_by)"
			" SELECT id, 'Lo pidió', 'staff:1' FROM customer ORDER BY id LIMIT 1"
		)
		mark = shop.wiring.mark_erased(f"cedula:{ROSA}").hex()
		shop.write(
			"INSERT INTO erased_mark (digest, erasure_id)"
			f" SELECT decode('{mark}', 'hex'), id FROM erasure"
		)
		done = bring(shop, make_line("F-1"), make_line("F-2", who=LUIS))
		assert (done.created, list_faults(shop)) == (1, [(2, "id_number", "erased_person")])
		assert shop.read("SELECT cells, value FROM import_rejection") == [(None, None)]

	def test_number_and_identification_name_one_customer(self, shop: ImportWorld) -> None:
		rosa = str(shop.read(f"SELECT id FROM customer WHERE id_number = '{ROSA}'")[0][0])
		header = [*HEADER, "Número de cliente"]
		rows = [
			[*make_line("F-1"), rosa], [*make_line("F-2", who=LUIS), rosa],
			[*make_line("F-3", who=""), "999999"], [*make_line("F-4", who=""), "uno"],
		]  # fmt: skip
		assert bring(shop, *rows, header=header).created == 1
		assert list_faults(shop) == [
			(3, "customer_code", "two_customers"), (4, "customer_code", "no_customer"),
			(5, "customer_code", "bad_code"), (5, "id_number", "missing"),
		]  # fmt: skip


class TestClock:
	def test_a_day_is_the_companys(self, shop: ImportWorld) -> None:
		# 23:30 of the first in Guayaquil, 22:30 in Galápagos; elsewhere it is the second already.
		with freeze_clock(datetime(2026, 12, 2, 4, 30, tzinfo=UTC)):
			done = bring(
				shop, make_line("F-1", day="2026-12-01"), make_line("F-2", day="2026-12-02")
			)
		assert (done.created, list_faults(shop)) == (1, [(3, "invoiced_on", "future_date")])
