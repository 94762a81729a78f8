"""Drafts of sales over HTTP: priced by the day of the order, refused with what is wrong."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from chasqui.kernel.clock import freeze_clock, read_now
from chasqui.kernel.data.database import Database
from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.doors import Api, assign_advisor
from tests.integration.customers.sales.till import MANAGER, WAY, Till, make_key, read_faults
from tests.support.fake_campaigns import FakeCampaigns

pytestmark = pytest.mark.covers("C8", "C14")


class TestDrafts:
	def test_a_draft_has_prices_tax_and_totals(self, till: Till) -> None:
		sale = till.write(
			till.line(till.service, "1.5"), till.line(till.router, "2", discount="10.00")
		)
		assert (sale["state"], sale["number"], sale["seller_name"]) == (
			"draft",
			"",
			"Persona de prueba",
		)
		assert [
			(one["place"], one["unit_price"], one["discount"], one["net"], one["tax"], one["total"])
			for one in sale["lines"]
		] == [
			(1, "25.00", "0.00", "37.50", "5.63", "43.13"),
			(2, "80.00", "10.00", "150.00", "22.50", "172.50"),
		]
		assert (sale["net"], sale["tax"], sale["total"]) == ("187.50", "28.13", "215.63")
		[vat] = sale["vat"]
		assert (vat["vat_percent"], vat["net"], vat["tax"]) == ("15", "187.50", "28.13")
		assert till.count_stock() == 5

	def test_each_class_has_its_own_tax(self, till: Till) -> None:
		classes = {"general": "1.50", "reduced": "0.50", "zero": "0.00", "exempt": "0.00"}
		items = [till.sell("10.00", vat_class=one, name=f"De {one}") for one in classes]
		sale = till.write(*map(till.line, items))
		assert {one["vat_class"]: one["tax"] for one in sale["lines"]} == classes
		assert [(one["vat_percent"], one["net"], one["tax"]) for one in sale["vat"]] == [
			("15", "10.00", "1.50"), ("5", "10.00", "0.50"), ("0", "10.00", "0.00"),
			("0", "10.00", "0.00"),
		]  # fmt: skip
		assert (sale["net"], sale["tax"], sale["total"]) == ("40.00", "2.00", "42.00")

	def test_the_price_is_that_of_the_day_of_the_order(self, till: Till) -> None:
		with freeze_clock(read_now() + timedelta(days=40)):
			till.today += timedelta(days=40)
			assert till.price(till.service, "30.00").status_code == 201
			before = till.write(till.line(till.service), ordered_on=till.tell(-10))
			today = till.write(till.line(till.service))
			other = till.ask(till.line(till.service, unit_price="25.00"))
		assert (before["lines"][0]["unit_price"], today["lines"][0]["unit_price"]) == (
			"25.00",
			"30.00",
		)
		assert read_faults(other) == {"lines.0.unit_price": "other_price"}
		assert "costaba $30,00" in other.get_json()["errors"][0]["message"]

	def test_the_best_promotion_is_taken_unless_a_discount_is_given(self, till: Till) -> None:
		fields = {
			"name": "Verano", "kind": "percent", "value": "10", "valid_from": till.tell(0),
			"item_ids": [till.router["id"]],
		}  # fmt: skip
		made = till.client.post("/v1/promotions", fields).get_json()
		move = {"version": made["version"], "state": "published"}
		assert till.client.post(f"/v1/promotions/{made['id']}/state", move).status_code == 200
		[line] = till.write(till.line(till.router, "3"))["lines"]
		assert (line["discount"], line["promotion"], line["net"]) == ("24.00", "Verano", "216.00")
		[line] = till.write(till.line(till.router, "3", discount="0"))["lines"]
		assert (line["discount"], line["promotion"]) == ("0.00", "")

	def test_a_draft_is_changed_and_deleted(self, till: Till) -> None:
		sale = till.write()
		patch = {
			"version": sale["version"], "note": "Lo retira el lunes", "channel": "phone",
			"lines": [till.line(till.service, "2")],
		}  # fmt: skip
		way = f"{WAY}/{sale['id']}"
		changed = till.client.patch_path(way, patch, role=MANAGER).get_json()
		assert (changed["note"], changed["channel"], changed["net"]) == (
			"Lo retira el lunes", "phone", "50.00",
		)  # fmt: skip
		stale = till.client.patch_path(way, {**patch, "note": "Otra"}, role=MANAGER)
		assert read_code(stale) == (409, "stale")
		assert till.client.delete_path(way, role=MANAGER).status_code == 204
		assert till.client.get(way).status_code == 404

	def test_the_same_key_writes_one_draft(self, till: Till) -> None:
		body = {"customer_id": till.customer["id"], "lines": [till.line(till.service)]}
		key = make_key()
		ids = {
			till.client.post(WAY, body, role=MANAGER, headers=key).get_json()["id"]
			for _ in range(2)
		}
		assert len(ids) == 1
		assert till.client.post(WAY, body, role=MANAGER).status_code == 428


class TestRefusals:
	@pytest.mark.parametrize("quantity", ["0", "-1", "0.001", "1000001", "uno", "NaN", "1E+99"])
	def test_no_quantity_is_refused_at_its_line(self, till: Till, quantity: str) -> None:
		answer = till.ask(till.line(till.service), till.line(till.service, quantity))
		assert answer.status_code == 422
		assert list(read_faults(answer)) == ["lines.1.quantity"]
		assert till.list_ids() == []

	def test_a_product_is_sold_in_whole_units(self, till: Till) -> None:
		answer = till.ask(till.line(till.router, "1.5"))
		assert read_faults(answer) == {"lines.0.quantity": "whole_units"}

	def test_all_that_is_wrong_is_said_at_once(self, till: Till) -> None:
		retired = till.sell("9.00", name="Retirado")
		till.set_state(retired, "retired")
		answer = till.ask(
			till.line(retired),
			till.line({"id": 999_999}),
			till.line(till.add(name="Borrador")),
			till.line(till.service),
		)
		assert answer.status_code == 422
		assert read_faults(answer) == {
			"lines.0.item_id": "not_on_sale",
			"lines.1.item_id": "no_item",
			"lines.2.item_id": "not_on_sale",
		}

	def test_a_discount_is_at_most_what_the_line_costs(self, till: Till) -> None:
		answer = till.ask(till.line(till.service, discount="25.01"))
		assert read_faults(answer) == {"lines.0.discount": "too_much_off"}

	def test_no_lines_are_no_sale(self, till: Till) -> None:
		assert list(read_faults(till.ask())) == ["lines"]

	def test_a_day_that_has_not_come_and_a_day_without_a_price_are_refused(
		self, till: Till
	) -> None:
		late = till.ask(till.line(till.service), ordered_on=till.tell(1))
		assert read_faults(late) == {"ordered_on": "in_the_future"}
		early = till.ask(till.line(till.service), ordered_on=till.tell(-1))
		assert read_faults(early) == {"lines.0.item_id": "no_price"}

	def test_who_does_not_exist_or_is_archived_buys_nothing(self, till: Till) -> None:
		line = till.line(till.service)
		nobody = till.ask(line, customer_id=999_999)
		assert (nobody.status_code, read_faults(nobody)) == (422, {"customer_id": "no_customer"})
		till.client.delete(till.customer["id"])
		assert read_faults(till.ask(line)) == {"customer_id": "archived"}

	def test_a_record_that_was_merged_buys_nothing(self, till: Till) -> None:
		other = till.client.register(id_number="1710034073", name="María Peña")
		body = {"kept_id": till.customer["id"], "merged_id": other["id"], "taken": []}
		assert till.client.post("/v1/merges", body).status_code == 201
		answer = till.ask(till.line(till.service), customer_id=other["id"])
		assert read_code(answer) == (409, "merged")


@pytest.mark.covers("R44")
def test_the_persons_file_says_what_was_bought(till: Till) -> None:
	till.pay(till.line(till.router, "2"), till.line(till.service))
	way = f"/v1/customers/{till.customer['id']}/holdings"
	sections = till.client.get(way).get_json()["sections"]
	rows = {one["title"]: one["rows"] for one in sections}
	assert [(row[1], row[2]) for row in rows["Lo que compró"]] == [
		("Router AX", "2.00"), ("Fibra Hogar 300", "1.00"),
	]  # fmt: skip
	assert len(rows["Compras"]) == 1


@pytest.mark.covers("K33")
class TestAdvisors:
	@pytest.fixture
	def advisor(self, till: Till, database: Database) -> dict[str, str]:
		"""Who has the customer in the own charge."""
		assign_advisor(database, till.customer["id"], 7)
		return {"role": "advisor", "subject": "staff:7"}

	def test_an_advisor_notes_a_draft_and_sees_the_own_ones_alone(
		self, till: Till, advisor: dict[str, str]
	) -> None:
		till.write()
		origin = {"campaign_id": 3, "campaign_name": "Fibra de enero", "call_id": 8}
		mine = till.write(till.line(till.service), channel="phone", origin=origin, **advisor)
		assert mine["origin"] == origin
		assert till.list_ids(**advisor) == [mine["id"]]
		assert till.list_ids("q=pena", **advisor) == [mine["id"]]
		facets = till.client.get(f"{WAY}/facets", **advisor).get_json()
		assert (facets["total"], [one["sales"] for one in facets["state"]]) == (1, [1])
		assert till.list_ids(role="advisor", subject="staff:8") == []
		assert len(till.list_ids()) == 2
		for step in ("invoice", "payment", "void"):
			assert till.act(mine, step, role="advisor").status_code == 403

	def test_nobody_else_changes_it_but_who_sees_all(
		self, till: Till, advisor: dict[str, str]
	) -> None:
		way = f"{WAY}/{till.write(**advisor)['id']}"
		for call in (till.client.get, till.client.delete_path):
			assert call(way, role="advisor", subject="staff:8").status_code == 404
		assert till.client.delete_path(way, role=MANAGER).status_code == 204

	def test_only_who_has_to_call_somebody_sells_to_them(
		self, till: Till, advisor: dict[str, str], campaigns: FakeCampaigns
	) -> None:
		other = till.client.register(id_number="1710034073")["id"]
		answer = till.ask(till.line(till.service), customer_id=other, **advisor)
		assert answer.status_code == 404
		assert till.list_ids() == []
		campaigns.to_call.add((other, 7))
		assert till.write(till.line(till.service), customer_id=other, **advisor)["state"] == "draft"

	def test_what_is_done_with_a_sale_is_in_the_audit(
		self, till: Till, client: Api, database: Database
	) -> None:
		sale = till.write()
		till.see(sale["id"])
		query = text(
			"SELECT action, details ->> 'step' FROM audit_entry"
			" WHERE customer_id = :id AND details ->> 'what' = 'sales' ORDER BY id"
		)
		with database.open_session() as session:
			noted = session.execute(query, {"id": till.customer["id"]}).all()
		assert [tuple(one) for one in noted] == [("changed", "added"), ("seen", None)]
