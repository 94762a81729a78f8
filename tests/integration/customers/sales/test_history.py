"""Sales of a file: what was sold before moves nothing here, and numbers go on after its own."""

import pytest
from sqlalchemy import text

from chasqui.kernel.data.database import Database
from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.sales.till import MANAGER, Till

pytestmark = pytest.mark.covers("C14")
BECOMES_HISTORY = """
UPDATE sale SET import_id = 7, series_id = NULL, series_number = NULL, number = :number
WHERE id = :id
"""


def make_history(database: Database, sale_id: int, number: str) -> None:
	with database.open_session() as session:
		session.execute(text(BECOMES_HISTORY), {"id": sale_id, "number": number})


def read_next(till: Till) -> int:
	series = till.client.get("/v1/sale-series").get_json()["items"]
	return int(next(one["next_number"] for one in series if one["kind"] == "01"))


class TestNumbers:
	def test_a_series_goes_on_after_what_a_file_brought(
		self, till: Till, database: Database
	) -> None:
		first = till.invoice(till.line(till.service))
		make_history(database, first["id"], "001-001-000000041")
		assert read_next(till) == 42
		assert till.invoice(till.line(till.service))["number"] == "001-001-000000042"
		assert till.invoice(till.line(till.service))["number"] == "001-001-000000043"
		assert read_next(till) == 44

	@pytest.mark.parametrize(
		"number",
		["002-001-000000900", "001-001-9", "001-001-900X", "FAC-001-001-000000900", "0000000900"],
	)
	def test_numbers_of_others_move_no_series(
		self, till: Till, database: Database, number: str
	) -> None:
		make_history(database, till.invoice(till.line(till.service))["id"], number)
		assert till.invoice(till.line(till.service))["number"] == "001-001-000000002"

	def test_credit_notes_have_numbers_of_their_own(self, till: Till, database: Database) -> None:
		paid = till.pay(till.line(till.service))
		make_history(database, paid["id"], "001-001-000000041")
		back = {"lines": [{"place": 1, "quantity": "1"}], "reason": "other"}
		returned = till.do(till.see(paid["id"]), "returns", **back)
		assert returned["returns"][0]["number"] == "001-001-000000001"


class TestActs:
	def test_voiding_one_moves_no_stock(self, till: Till, database: Database) -> None:
		old = till.invoice()
		make_history(database, old["id"], "FAC-9")
		before = till.count_stock()
		voided = till.do(till.see(old["id"]), "void", reason="Nunca se cobró")
		assert (voided["state"], till.count_stock()) == ("voided", before)

	@pytest.mark.parametrize(("restocks", "units"), [(True, 1), (False, 0)])
	def test_what_comes_back_today_has_a_credit_note_of_ours(
		self, till: Till, database: Database, restocks: bool, units: int
	) -> None:
		old = till.pay()
		make_history(database, old["id"], "FAC-9")
		before = till.count_stock()
		back = {"lines": [{"place": 1, "quantity": "1"}], "reason": "faulty", "restocks": restocks}
		returned = till.do(till.see(old["id"]), "returns", **back)
		assert (returned["state"], returned["number"]) == ("returned", "FAC-9")
		assert returned["returns"][0]["number"] == "001-001-000000001"
		assert till.count_stock() == before + units

	def test_it_is_paid_as_any_other(self, till: Till, database: Database) -> None:
		old = till.invoice()
		make_history(database, old["id"], "FAC-9")
		assert till.do(till.see(old["id"]), "payment")["state"] == "paid"


class TestLists:
	def test_a_list_asks_where_sales_come_from(self, till: Till, database: Database) -> None:
		old, new = till.invoice(till.line(till.service)), till.write(till.line(till.service))
		make_history(database, old["id"], "FAC-9")
		for query, found in {
			"source=imported": [old], "source=noted": [new], "import_id=7": [old],
			"import_id=8": [], "source=imported&source=noted": [new, old], "q=FAC-9": [old],
		}.items():  # fmt: skip
			assert till.list_ids(query) == [one["id"] for one in found], query
		assert till.see(old["id"])["import_id"] == 7
		facets = till.client.get("/v1/sales/facets?source=noted", role=MANAGER).get_json()
		assert facets["total"] == 1
		assert {one["value"]: one["sales"] for one in facets["source"]} == {
			"imported": 1, "noted": 1,
		}  # fmt: skip

	def test_a_source_that_there_is_not_is_refused(self, till: Till) -> None:
		answer = till.client.get("/v1/sales?source=otra", role=MANAGER)
		assert read_code(answer)[0] == 422
