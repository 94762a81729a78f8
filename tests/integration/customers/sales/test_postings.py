"""What becomes of a sale: numbered without gaps, paid, voided, authorised; the stock follows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from chasqui.kernel.clock import freeze_clock, read_now
from chasqui.kernel.data.database import Database
from customers.sales.domain.access_keys import find_check_digit
from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.sales.till import MANAGER, WAY, Till, make_key, read_faults

pytestmark = pytest.mark.covers("C3", "C8")


class TestInvoices:
	def test_an_invoice_takes_a_number_and_the_stock(self, till: Till) -> None:
		first = till.invoice(till.line(till.router, "2"), till.line(till.service))
		second = till.invoice(till.line(till.service))
		assert [one["number"] for one in (first, second)] == [
			"001-001-000000001", "001-001-000000002",
		]  # fmt: skip
		assert (first["state"], first["invoiced_on"]) == ("invoiced", till.tell(0))
		assert [one["state"] for one in first["steps"]] == ["draft", "invoiced"]
		assert till.count_stock() == 3
		assert till.read_move() == (-2, "sale", first["id"])

	def test_the_last_piece_is_sold_once(self, till: Till) -> None:
		till.move(till.router, -4, "loss")
		drafts = [till.write() for _ in range(4)]
		with ThreadPoolExecutor(4) as pool:
			answers = list(pool.map(lambda one: till.act(one, "invoice"), drafts))
		assert sorted(one.status_code for one in answers) == [200, 409, 409, 409]
		lost = next(one for one in answers if one.status_code == 409)
		assert read_code(lost) == (409, "not_enough")
		assert read_faults(lost) == {"lines.0.quantity": "not_enough"}
		assert "De «Router AX» hay 0." in lost.get_json()["errors"][0]["message"]
		assert till.count_stock() == 0

	def test_what_is_sold_without_stock_is_owed(self, till: Till) -> None:
		item = till.show(till.router)
		patch = {"version": item["version"], "sells_without_stock": True}
		assert till.client.patch_path(f"/v1/items/{item['id']}", patch).status_code == 200
		till.invoice(till.line(till.router, "7"))
		assert till.count_stock() == -2

	def test_what_is_owed_is_paid_off_though_no_more_may_be_owed(self, till: Till) -> None:
		def allow(value: bool) -> None:
			item = till.show(till.router)
			patch = {"version": item["version"], "sells_without_stock": value}
			till.client.patch_path(f"/v1/items/{item['id']}", patch)

		allow(True)
		till.invoice(till.line(till.router, "9"))
		allow(False)
		assert till.move(till.router, -1, "loss").status_code == 409
		assert till.move(till.router, 2, "receipt").status_code == 201
		assert till.count_stock() == -2

	def test_numbers_have_no_gap_though_invoices_fail_side_by_side(
		self, till: Till, database: Database
	) -> None:
		till.move(till.router, 5, "receipt")
		drafts = [till.write(till.line(till.router, str(1 + n % 3))) for n in range(12)]
		with ThreadPoolExecutor(4) as pool:
			answers = list(pool.map(lambda one: till.act(one, "invoice"), drafts))
		done = [one.get_json()["number"] for one in answers if one.status_code == 200]
		assert 0 < len(done) < 12
		assert sorted(done) == [f"001-001-{n:09d}" for n in range(1, len(done) + 1)]
		with database.open_session() as session:
			moved = session.scalar(text("SELECT sum(quantity) FROM stock_move WHERE sale_id > 0"))
			sold = session.scalar(text("SELECT sum(units) FROM sale WHERE number IS NOT NULL"))
		assert -moved == sold

	def test_two_sales_of_the_same_products_never_wait_for_ever(self, till: Till) -> None:
		phone = till.sell("300.00", kind="Equipo", name="Teléfono")
		till.move(phone, 20, "receipt")
		till.move(till.router, 20, "receipt")
		lines = [till.line(phone), till.line(till.router)]
		drafts = [till.write(*(lines if n % 2 else lines[::-1])) for n in range(8)]
		with ThreadPoolExecutor(4) as pool:
			answers = list(pool.map(lambda one: till.act(one, "invoice"), drafts))
		assert {one.status_code for one in answers} == {200}

	def test_an_item_that_was_retired_meanwhile_is_not_invoiced(self, till: Till) -> None:
		sale = till.write(till.line(till.service))
		till.set_state(till.service, "retired", confirm_in_use=True)
		answer = till.act(sale, "invoice")
		assert answer.status_code == 422
		assert read_faults(answer) == {"lines.0.item_id": "not_on_sale"}

	def test_who_was_archived_meanwhile_is_not_invoiced(self, till: Till) -> None:
		sale = till.write()
		till.client.delete(till.customer["id"])
		assert read_faults(till.act(sale, "invoice")) == {"customer_id": "archived"}
		assert till.count_stock() == 5

	def test_the_tax_is_that_of_the_day_of_the_invoice(self, till: Till) -> None:
		sale = till.write(till.line(till.service))
		rate = {"vat_class": "general", "valid_from": till.tell(3), "percent": "13"}
		assert till.client.post("/v1/vat-rates", rate).status_code == 201
		with freeze_clock(read_now() + timedelta(days=3)):
			done = till.do(till.see(sale["id"]), "invoice")
		assert (sale["tax"], done["tax"], done["total"]) == ("3.75", "3.25", "28.25")

	def test_a_version_of_before_is_refused(self, till: Till) -> None:
		sale = till.write()
		patch = {"version": sale["version"], "note": "Con factura"}
		till.client.patch_path(f"{WAY}/{sale['id']}", patch, role=MANAGER)
		assert read_code(till.act(sale, "invoice")) == (409, "stale")

	def test_the_series_is_chosen(self, till: Till) -> None:
		fields = {"kind": "01", "establishment": "002", "point": "005", "next_number": 41}
		made = till.client.post("/v1/sale-series", fields)
		assert made.status_code == 201
		assert read_code(till.client.post("/v1/sale-series", fields)) == (409, "series_taken")
		sale = till.do(till.write(), "invoice", series_id=made.get_json()["id"])
		assert sale["number"] == "002-005-000000041"
		unknown = till.act(till.write(), "invoice", series_id=999)
		assert read_faults(unknown) == {"series_id": "no_series"}
		kinds = till.client.get("/v1/sale-series", role=MANAGER).get_json()["items"]
		credit = next(one for one in kinds if one["kind"] == "04")
		wrong = till.act(till.write(), "invoice", series_id=credit["id"])
		assert read_faults(wrong) == {"series_id": "no_series"}


class TestPayments:
	def test_it_is_paid_from_the_day_of_the_invoice_until_today(self, till: Till) -> None:
		sale = till.invoice()
		for day in (-1, 1):
			assert read_faults(till.act(sale, "payment", paid_on=till.tell(day))) == {
				"paid_on": "bad_day"
			}
		paid = till.do(sale, "payment")
		assert (paid["state"], paid["paid_on"]) == ("paid", till.tell(0))
		assert read_code(till.act(paid, "payment")) == (409, "bad_move")

	def test_many_are_paid_at_once_and_those_that_cannot_be_are_named(self, till: Till) -> None:
		sales = [till.invoice(till.line(till.service)) for _ in range(3)]
		draft = till.write()
		body = {"filters": {"customer_id": [till.customer["id"]]}, "expected": 3}
		post: Callable[[Any], Any] = lambda asked: till.client.post(  # noqa: E731
			f"{WAY}/payments", asked, role=MANAGER, headers=make_key()
		)
		assert read_code(post(body)) == (409, "list_changed")
		found = post({**body, "expected": 4}).get_json()
		assert found["changed"] == 3
		assert [(one["id"], one["number"]) for one in found["refused"]] == [(draft["id"], "")]
		assert {till.see(one["id"])["state"] for one in sales} == {"paid"}


class TestVoids:
	def test_a_voided_invoice_keeps_its_number_and_gives_the_stock_back(self, till: Till) -> None:
		sale = till.invoice(till.line(till.router, "2"))
		assert list(read_faults(till.act(sale, "void", reason=" "))) == ["reason"]
		voided = till.do(sale, "void", reason="Se facturó a otra persona")
		assert (voided["state"], voided["number"]) == ("voided", "001-001-000000001")
		assert voided["void_reason"] == "Se facturó a otra persona"
		assert till.count_stock() == 5
		assert till.read_move() == (2, "return", sale["id"])
		assert till.invoice()["number"] == "001-001-000000002"

	def test_what_was_paid_is_not_voided(self, till: Till) -> None:
		assert read_code(till.act(till.pay(), "void", reason="Me equivoqué")) == (409, "paid")

	def test_a_draft_is_not_voided_and_an_invoice_not_deleted(self, till: Till) -> None:
		assert read_code(till.act(till.write(), "void", reason="No quiso")) == (409, "bad_move")
		done = till.invoice()
		answer = till.client.delete_path(f"{WAY}/{done['id']}", role=MANAGER)
		assert read_code(answer) == (409, "not_a_draft")


class TestAuthorisation:
	def write_key(self, till: Till, number: str = "000000001") -> str:
		digits = f"{till.today:%d%m%Y}0117900123450011001001{number}123456781"
		return f"{digits}{find_check_digit(digits)}"

	def test_a_key_of_another_number_is_refused(self, till: Till) -> None:
		sale, key = till.invoice(), self.write_key(till)
		assert till.do(sale, "authorisation", access_key=key)["access_key"] == key
		other = till.invoice()
		wrong = till.act(other, "authorisation", access_key=key)
		assert (wrong.status_code, read_faults(wrong)) == (422, {"access_key": "bad_key"})

	@pytest.mark.parametrize("key", ["1" * 49, "12", "x" * 49])
	def test_what_is_no_key_is_refused(self, till: Till, key: str) -> None:
		answer = till.act(till.invoice(), "authorisation", access_key=key)
		assert (answer.status_code, list(read_faults(answer))) == (422, ["access_key"])

	def test_a_draft_has_no_key(self, till: Till) -> None:
		answer = till.act(till.write(), "authorisation", access_key=self.write_key(till))
		assert read_code(answer) == (409, "bad_move")
