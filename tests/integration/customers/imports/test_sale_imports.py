"""An import of sales as a job: columns, proposals, stops, the way back, the round trip."""

from typing import Any

import pytest

from chasqui.contracts.customers.imports import Certainty, ImportKind, ImportMode, ImportProgress
from chasqui.contracts.customers.list_values import Delimiter, TableFormat
from chasqui.contracts.customers.sale_lists import SaleExportQuery
from chasqui.kernel.errors import Conflict, Invalid
from customers.imports.engines.sale_intake import SaleIntakeWorker
from customers.imports.repositories.former_sales import LEADING
from tests.integration.customers.import_world import ADMIN, ImportWorld, make_sheet
from tests.integration.customers.imports.test_sale_files import (
	FAULTS,
	HEADER,
	LUIS,
	bring,
	make_line,
	shop,
	write_csv,
)

__all__ = ["shop"]
pytestmark = pytest.mark.covers("C8", "C14")
TARGETS = [
	"number", "id_number", "invoiced_on", "reference", "quantity", "unit_price", "discount",
	"vat_percent", "state", "seller",
]  # fmt: skip
CONTENT = (
	"SELECT id, customer_id, state, number, net, tax, total, returned_total FROM sale ORDER BY id"
)


class TestColumns:
	def test_they_are_proposed_with_how_sure_that_is(self, shop: ImportWorld) -> None:
		header = [
			"N.º de factura", "RUC / cédula comprador", "Fec. emisión", "Cód. artículo", "Cant.",
			"P. unitario", "Dscto.", "IVA", "IVA %", "Vendedora", "Nombre del cliente", "Bodega",
		]  # fmt: skip
		row = [
			"F-1", LUIS, "10/05/2023", "FIB-300", "2", "12,50", "0,50", "1", "12", "Ana",
			"Luis", "Norte",
		]  # fmt: skip
		number = shop.upload(write_csv(row, header=header), "historia.csv")
		assert shop.show(number).kind is ImportKind.SALES
		columns = shop.columns(number)
		assert (columns.kind, columns.amounts) == (ImportKind.SALES, "spanish")
		assert [one.target for one in columns.columns] == [
			"number", "id_number", "invoiced_on", "reference", "quantity", "unit_price", "discount",
			"", "vat_percent", "seller", "", "",
		]  # fmt: skip
		assert {one.certainty for one in columns.columns if one.target} <= {
			Certainty.SURE, Certainty.LIKELY, Certainty.DOUBTFUL,
		}  # fmt: skip

	def test_a_file_that_does_not_say_what_it_is_is_asked_for(self, shop: ImportWorld) -> None:
		header = ["Doc", "Quién", "Cuándo", "Qué", "Cuántos", "A cuánto"]
		content = write_csv(make_line("F-1")[:6], header=header)
		with shop.wiring.database.open_session() as session:
			service = shop.wiring.make_import_service(session)
			asked = service.receive(
				[content], ImportMode.CREATE, "x.csv", ADMIN, start=False, kind=ImportKind.SALES
			)
		assert (asked.kind, asked.state.value) == (ImportKind.SALES, "mapping")
		shop.check(asked.id, targets=TARGETS[:6])
		shop.start(asked.id)
		assert shop.work(asked.id).created == 1
		again = shop.upload(content, "y.csv")
		assert shop.show(again).kind is ImportKind.CUSTOMERS

	def test_what_was_chosen_is_remembered(self, shop: ImportWorld) -> None:
		rows = [make_line("F-1"), make_line("F-2")]
		bring(shop, *rows)
		shop.bring(write_csv(*rows), "ventas.csv", targets=[*TARGETS[:-1], ""])
		assert shop.list_targets(shop.upload(write_csv(*rows), "ventas.csv"))[-1] == ""

	@pytest.mark.parametrize(
		("targets", "code"),
		[
			(["", *TARGETS[1:]], "missing_column"),
			([TARGETS[0], "", *TARGETS[2:]], "missing_column"),
			([*TARGETS[:2], "paid_on", *TARGETS[3:]], "missing_column"),
			([*TARGETS[:-1], "number"], "repeated_column"),
			([*TARGETS[:-1], "birth_date"], "unknown_target"),
			([*TARGETS[:-1], "custom.plan"], "unknown_target"),
			(TARGETS[:-1], "bad_targets"),
		],
	)
	def test_columns_that_make_no_file_of_sales_are_refused(
		self, shop: ImportWorld, targets: list[str], code: str
	) -> None:
		number = shop.upload(write_csv(make_line("F-1")), "ventas.csv")
		with pytest.raises(Invalid) as refused:
			shop.check(number, targets=targets)
		assert refused.value.code == code

	def test_one_that_starts_by_itself_needs_no_person(self, shop: ImportWorld) -> None:
		header = ["number", "id_number", "invoiced_on", "reference", "quantity", "unit_price"]
		rows = [make_line(f"F-{n}")[:6] for n in range(3)]
		done = shop.work(shop.upload(write_csv(*rows, header=header), "v.csv", start=True))
		assert (done.state.value, done.created) == ("done", 3)
		with pytest.raises(Invalid) as refused:
			shop.upload(write_csv(*rows, header=[*header[:5], "nada"]), "ventas.csv", start=True)
		assert refused.value.code == "missing_column"

	def test_a_workbook_is_read_as_the_text_is(self, shop: ImportWorld) -> None:
		row: list[object] = ["F-1", 926687856, "2023-05-10", "FIB-300", 1.5, 25.5, 0, 12, "pagada"]
		number = shop.upload(make_sheet(HEADER[:9], row), "ventas.xlsx")
		shop.work(number)
		shop.check(number)
		shop.start(number)
		assert shop.work(number).created == 1
		assert shop.read("SELECT net::text, total::text FROM sale") == [("38.25", "42.84")]


class TestStops:
	def test_a_pause_leaves_whole_documents_and_goes_on(
		self, shop: ImportWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		rows = [make_line(f"F-{n % 150:03d}") for n in range(300)]
		number = shop.upload(write_csv(*rows), "ventas.csv")
		shop.check(number)
		shop.start(number)
		take, pages = SaleIntakeWorker.take, []

		def pause_after_one(self: SaleIntakeWorker, page: Any, share: float) -> bool:
			if pages:
				shop.do("pause", number)
			pages.append(page)
			return take(self, page, share)

		monkeypatch.setattr(SaleIntakeWorker, "take", pause_after_one)
		paused = shop.work(number)
		assert (paused.state.value, paused.rows, paused.created) == ("paused", 300, 50)
		assert 0.5 < paused.bytes_read / paused.bytes_total < 1
		monkeypatch.setattr(SaleIntakeWorker, "take", take)
		shop.do("resume", number)
		done = shop.work(number)
		assert (done.state.value, done.rows, done.created) == ("done", 300, 150)
		assert shop.read("SELECT DISTINCT units::text FROM sale") == [("2.00",)]

	def test_a_cancelled_one_leaves_what_came_in_and_no_row(
		self, shop: ImportWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		number = shop.upload(write_csv(make_line("F-1")), "ventas.csv")
		shop.check(number)
		shop.start(number)

		def cancel(self: SaleIntakeWorker, page: Any, share: float) -> bool:
			shop.do("cancel", number)
			self.renew(share)
			raise AssertionError

		monkeypatch.setattr(SaleIntakeWorker, "take", cancel)
		assert shop.work(number).state.value == "cancelled"
		assert shop.read("SELECT count(*) FROM import_sale_line") == [(0,)]
		with pytest.raises(Conflict):
			undo(shop, number)

	def test_a_number_that_somebody_writes_meanwhile_is_seen(
		self, shop: ImportWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		other = bring(shop, make_line("G-1"))
		number = shop.upload(write_csv(make_line("F-1"), make_line("F-2")), "ventas.csv")
		shop.check(number)
		shop.start(number)
		read, seen = SaleIntakeWorker.read, []

		def write_meanwhile(self: SaleIntakeWorker, page: Any) -> Any:
			found = list(read(self, page))
			if not seen:
				shop.write("UPDATE sale SET number = 'F-1' WHERE number = 'G-1'")
			seen.append(page)
			return iter(found)

		monkeypatch.setattr(SaleIntakeWorker, "read", write_meanwhile)
		done = shop.work(number)
		assert (len(seen), done.created, done.existing) == (2, 1, 1)
		assert shop.read("SELECT number, import_id FROM sale ORDER BY number") == [
			("F-1", other.id), ("F-2", number),
		]  # fmt: skip

	def test_a_record_that_is_merged_meanwhile_is_seen(
		self, shop: ImportWorld, monkeypatch: pytest.MonkeyPatch
	) -> None:
		number = shop.upload(write_csv(make_line("F-1")), "ventas.csv")
		shop.check(number)
		shop.start(number)
		read, seen = SaleIntakeWorker.read, []

		def merge_meanwhile(self: SaleIntakeWorker, page: Any) -> Any:
			found = list(read(self, page))
			if not seen:
				shop.write(
					"UPDATE customer SET archived_at = now(), merged_into = one.id"
					f" FROM (SELECT id FROM customer WHERE id_number = '{LUIS}') AS one"
					f" WHERE id_number <> '{LUIS}'"
				)
			seen.append(page)
			return iter(found)

		monkeypatch.setattr(SaleIntakeWorker, "read", merge_meanwhile)
		assert shop.work(number).created == 1
		owner = "SELECT id_number FROM sale JOIN customer ON customer.id = customer_id"
		assert shop.read(owner) == [(LUIS,)]


class TestUndo:
	def test_what_nobody_touched_since_is_taken_out(self, shop: ImportWorld) -> None:
		kept = bring(shop, make_line("G-1"))
		rows = [make_line(f"F-{n}", state="facturada") for n in range(4)]
		done = bring(shop, *rows)
		assert done.changes == 4
		shop.write("UPDATE sale SET state = 'paid', paid_on = now() WHERE number = 'F-1'")
		shop.write(f"UPDATE sale SET access_key = '{'1' * 49}' WHERE number = 'F-2'")
		shop.write(
			"INSERT INTO sale_return (sale_id, series_id, series_number, number, returned_on,"
			" reason, restocks, net, tax, total, made_by) SELECT sale.id, number_series.id, 1, 'N',"
			" now(), 'other', false, 0, 0, 0, 'x' FROM sale, number_series"
			" WHERE number = 'F-3' AND kind = '04'"
		)
		undo(shop, done.id)
		undone = shop.work(done.id)
		assert (undone.state.value, undone.changes, undone.undone, undone.conflicts) == (
			"undone", 0, 1, 3,
		)  # fmt: skip
		assert shop.read("SELECT number FROM sale ORDER BY number") == [
			("F-1",), ("F-2",), ("F-3",), ("G-1",),
		]  # fmt: skip
		assert shop.show(kept.id).changes == 1
		with pytest.raises(Conflict):
			undo(shop, done.id)
		assert bring(shop, *rows).created == 1

	def test_what_is_kept_for_reports_comes_and_goes_with_it(self, shop: ImportWorld) -> None:
		kept = "SELECT customer_id, units::text, net::text FROM sold_item ORDER BY customer_id"
		done = bring(
			shop,
			make_line("F-1", count="2"),
			make_line("F-1", count="1"),
			make_line("F-2", who=LUIS, state="devuelta"),
			make_line("F-3", who=LUIS, state="anulada"),
		)
		rosa, luis = (row[0] for row in shop.read("SELECT id FROM customer ORDER BY id"))
		assert shop.read(kept) == [(rosa, "3.00", "75.00"), (luis, "0.00", "0.00")]
		undo(shop, done.id)
		assert shop.work(done.id).undone == 3
		assert shop.read(kept) == []
		assert shop.read("SELECT count(*) FROM sale_step") == [(0,)]

	def test_whatever_may_lead_to_a_sale_is_asked(self, shop: ImportWorld) -> None:
		leading = shop.read(
			"SELECT DISTINCT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f'"
			" AND confrelid IN ('sale'::regclass, 'sale_line'::regclass) AND confdeltype <> 'c'"
			" AND conrelid <> 'sale_return_line'::regclass ORDER BY 1"
		)
		assert tuple(row[0] for row in leading) == LEADING

	def test_a_sale_that_something_leads_to_stays(self, shop: ImportWorld) -> None:
		done = bring(shop, make_line("F-1"), make_line("F-2"))
		shop.write(
			"INSERT INTO subscription (customer_id, name, sale_id)"
			" SELECT customer_id, 'Fibra', id FROM sale WHERE number = 'F-2'"
		)
		undo(shop, done.id)
		undone = shop.work(done.id)
		assert (undone.state.value, undone.undone, undone.conflicts) == ("undone", 1, 1)

	def test_one_that_brought_nothing_is_not_undone(self, shop: ImportWorld) -> None:
		done = bring(shop, make_line("F-1", code="NADA"))
		with pytest.raises(Conflict) as refused:
			undo(shop, done.id)
		assert refused.value.code == "nothing_to_undo"


class TestRoundTrip:
	@pytest.mark.parametrize("form", ["csv", "xlsx"])
	def test_an_export_comes_back_and_changes_nothing(self, shop: ImportWorld, form: str) -> None:
		bring(
			shop,
			make_line("001-001-000000007", count="3", price="0.30", vat="15"),
			make_line("001-001-000000007", code="CABLE-1", off="1.00", state="pagada"),
			make_line("F-2", who=LUIS, state="anulada", seller=""),
			make_line("F-3", state="devuelta"),
		)
		before, file = shop.read(CONTENT), export(shop, form)
		again = shop.bring(file, f"ventas.{form}")
		assert (again.kind, again.rejected) == (ImportKind.SALES, 0), shop.read(FAULTS)
		assert (again.rows, again.created, again.existing) == (4, 0, 3)
		assert shop.read(CONTENT) == before
		shop.write("DELETE FROM sale")
		assert shop.bring(file, f"ventas.{form}").created == 3
		assert [row[1:] for row in shop.read(CONTENT)] == [row[1:] for row in before]


def undo(shop: ImportWorld, number: int) -> ImportProgress:
	with shop.wiring.database.open_session() as session:
		return shop.wiring.make_import_wizard_service(session).undo(number, ADMIN)


def export(shop: ImportWorld, form: str) -> bytes:
	"""Return all sales as a file of ours."""
	query = SaleExportQuery(format=TableFormat(form), delimiter=Delimiter.SEMICOLON)
	with shop.wiring.database.open_session() as session:
		exporter = shop.wiring.make_sale_exporter(session, None)
		return b"".join(exporter.open(query, ADMIN).chunks)
