"""A quote that is accepted makes its sale: once, at what was quoted, and never too late."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chasqui.kernel.clock import freeze_clock, read_now
from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.quotes.offers import QuoteTill
from tests.integration.customers.sales.till import MANAGER, WAY, read_faults

pytestmark = pytest.mark.covers("C8")
AMOUNTS = ("net", "tax", "total", "customer_id", "channel", "seller_name", "origin", "note")


class TestAcceptance:
	def test_the_sale_is_what_was_quoted(self, till: QuoteTill) -> None:
		origin = {"campaign_id": 3, "campaign_name": "Fibra de enero", "call_id": 8}
		issued = till.issue(
			till.line(till.service, "1.5"), till.line(till.router, "2", discount="10.00"),
			channel="phone", origin=origin, note="Con instalación",
		)  # fmt: skip
		with freeze_clock(read_now() + timedelta(days=5)):
			till.today += timedelta(days=5)
			till.price(till.service, "99.00")
			accepted = till.do_quote(issued, "acceptance")
			sale = till.see(accepted["sale"]["id"])
			till.line(till.service)
		assert accepted["state"] == "accepted"
		assert [one["state"] for one in accepted["steps"]] == ["draft", "issued", "accepted"]
		assert (sale["state"], sale["ordered_on"]) == ("draft", till.tell(0))
		assert sale["quote"] == {"id": issued["id"], "number": "COT-000001"}
		assert [sale[one] for one in AMOUNTS] == [issued[one] for one in AMOUNTS]
		for name in ("name", "quantity", "unit_price", "discount", "total"):
			assert [one[name] for one in sale["lines"]] == [one[name] for one in issued["lines"]]
		assert till.count_stock() == 5
		invoice = till.do(sale, "invoice")
		assert (invoice["total"], till.count_stock()) == (issued["total"], 3)
		shown = till.see_quote(issued["id"])["sale"]
		assert shown == {"id": sale["id"], "number": invoice["number"], "state": "invoiced"}

	def test_who_accepts_twice_has_the_same_sale(self, till: QuoteTill) -> None:
		issued = till.issue()
		first, second = (till.do_quote(issued, "acceptance") for _ in range(2))
		assert first["sale"] == second["sale"]
		assert till.list_ids() == [first["sale"]["id"]]

	def test_many_at_once_make_one_sale(self, till: QuoteTill) -> None:
		issued = till.issue()
		with ThreadPoolExecutor(6) as pool:
			answers = list(pool.map(lambda _: till.act_quote(issued, "acceptance"), range(6)))
		assert {one.status_code for one in answers} == {200}
		assert len({one.get_json()["sale"]["id"] for one in answers}) == 1
		assert len(till.list_ids()) == 1

	def test_accepted_and_rejected_at_once_it_is_one_of_them(self, till: QuoteTill) -> None:
		issued = till.issue()
		acts = [("acceptance", {}), ("rejection", {"reason": "Le pareció caro"})] * 2
		with ThreadPoolExecutor(4) as pool:
			list(pool.map(lambda act: till.act_quote(issued, act[0], **act[1]), acts))
		quote = till.see_quote(issued["id"])
		assert (quote["state"], len(till.list_ids())) in (("accepted", 1), ("rejected", 0))

	def test_a_merge_at_the_same_moment_waits_or_is_waited_for(self, till: QuoteTill) -> None:
		other = till.client.register(id_number="1710034073", name="María Peña")
		quotes = [till.issue(customer_id=other["id"]) for _ in range(3)]
		body = {"kept_id": till.customer["id"], "merged_id": other["id"], "taken": []}

		def act(place: int) -> int:
			if place == len(quotes):
				status: int = till.client.post("/v1/merges", body).status_code
				return status
			answer: int = till.act_quote(quotes[place], "acceptance").status_code
			return answer

		with ThreadPoolExecutor(4) as pool:
			*accepted, merged = pool.map(act, range(len(quotes) + 1))
		assert (merged, set(accepted) <= {200, 409}) == (201, True)
		for quote in quotes:
			done = till.do_quote(quote, "acceptance")
			assert done["customer_id"] == till.customer["id"]
			assert till.see(done["sale"]["id"])["customer_id"] == till.customer["id"]

	def test_lines_and_day_of_its_sale_stay(self, till: QuoteTill) -> None:
		sale = till.see(till.accept()["sale"]["id"])
		way, body = f"{WAY}/{sale['id']}", {"version": sale["version"]}
		lines = {**body, "lines": [till.line(till.service)]}
		assert read_faults(till.client.patch_path(way, lines, role=MANAGER)) == {"lines": "quoted"}
		day = {**body, "ordered_on": till.tell(-3)}
		assert read_faults(till.client.patch_path(way, day, role=MANAGER)) == {
			"ordered_on": "quoted"
		}
		note = {**body, "note": "El lunes", "channel": "web"}
		changed = till.client.patch_path(way, note, role=MANAGER).get_json()
		assert (changed["note"], changed["channel"], changed["lines"]) == (
			"El lunes", "web", sale["lines"],
		)  # fmt: skip

	def test_while_it_is_valid_a_deleted_sale_is_made_again(self, till: QuoteTill) -> None:
		accepted = till.accept()
		again = till.act_quote(accepted, "rejection", reason="Se arrepintió")
		assert read_code(again) == (409, "accepted")
		sale = accepted["sale"]["id"]
		assert till.client.delete_path(f"{WAY}/{sale}", role=MANAGER).status_code == 204
		quote = till.see_quote(accepted["id"])
		assert (quote["state"], quote["sale"]) == ("accepted", None)
		made = till.do_quote(quote, "acceptance")["sale"]["id"]
		assert made != sale
		till.client.delete_path(f"{WAY}/{made}", role=MANAGER)
		rejected = till.do_quote(quote, "rejection", reason="Se arrepintió")
		assert rejected["state"] == "rejected"


class TestRefusals:
	def test_an_expired_one_is_not_accepted(self, till: QuoteTill) -> None:
		issued = till.issue(valid_until=till.tell(2))
		with freeze_clock(read_now() + timedelta(days=3)):
			answer = till.act_quote(issued, "acceptance")
			assert read_code(answer) == (409, "expired")
			assert "Venció el " in answer.get_json()["detail"]
			late = till.act_quote(issued, "rejection", reason="Ya no lo quiere")
			assert read_code(late) == (409, "bad_move")
		assert till.list_ids() == []

	def test_neither_a_draft_nor_a_rejected_one_is_accepted(self, till: QuoteTill) -> None:
		draft = till.quote()
		assert read_code(till.act_quote(draft, "acceptance")) == (409, "bad_move")
		rejected = till.do_quote(till.issue(), "rejection", reason="Le pareció caro")
		assert read_code(till.act_quote(rejected, "acceptance")) == (409, "bad_move")

	def test_what_was_retired_since_is_named(self, till: QuoteTill) -> None:
		issued = till.issue(till.line(till.service), till.line(till.router))
		till.set_state(till.router, "retired")
		answer = till.act_quote(issued, "acceptance")
		assert read_faults(answer) == {"lines.1.item_id": "not_on_sale"}
		assert till.see_quote(issued["id"])["state"] == "issued"

	def test_an_archived_customer_buys_nothing(self, till: QuoteTill) -> None:
		issued = till.issue()
		till.client.delete(till.customer["id"])
		answer = till.act_quote(issued, "acceptance")
		assert read_faults(answer) == {"customer_id": "archived"}

	def test_after_a_merge_it_is_the_kept_records_and_back(self, till: QuoteTill) -> None:
		other = till.client.register(id_number="1710034073", name="María Peña")
		issued = till.issue(customer_id=other["id"])
		body = {"kept_id": till.customer["id"], "merged_id": other["id"], "taken": []}
		merge = till.client.post("/v1/merges", body).get_json()
		assert till.see_quote(issued["id"])["customer_id"] == till.customer["id"]
		undone = till.client.post(f"/v1/merges/{merge['id']}/undoing", {})
		assert undone.status_code in (200, 204), undone.get_data(as_text=True)
		assert till.see_quote(issued["id"])["customer_id"] == other["id"]
		till.client.post("/v1/merges", body)
		accepted = till.do_quote(issued, "acceptance")
		assert till.see(accepted["sale"]["id"])["customer_id"] == till.customer["id"]
