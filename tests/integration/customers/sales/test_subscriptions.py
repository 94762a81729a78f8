"""Services in use over HTTP: opened by sales, by hand and by files; ended, replaced (M7, C5)."""

from typing import Any

import pytest
from sqlalchemy import text

from chasqui.kernel.data.database import Database
from customers.catalogue.models.subscription import SubscriptionRow
from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.doors import assign_advisor
from tests.integration.customers.sales.till import MANAGER, Till, read_faults

pytestmark = pytest.mark.covers("M7")


def ask(till: Till, way: str, body: Any) -> Any:
	return till.client.post(way, body, role=MANAGER)


def list_used(till: Till, **more: Any) -> list[Any]:
	way = f"/v1/customers/{till.customer['id']}/subscriptions"
	answer = till.client.get(way, **{"role": MANAGER, **more})
	assert answer.status_code == 200, answer.get_data(as_text=True)
	found: list[Any] = answer.get_json()["items"]
	return found


def add(till: Till, item: Any, **more: Any) -> Any:
	way = f"/v1/customers/{till.customer['id']}/subscriptions"
	return ask(till, way, {"item_id": item["id"], **more})


def note_from_file(database: Database, customer_id: int, *names: str) -> None:
	"""Note services of a customer as a file does that names what the catalogue does not have."""
	with database.open_session() as session:
		for name in names:
			session.add(SubscriptionRow(customer_id=customer_id, name=name, import_id=1))


def list_owners(database: Database) -> list[int]:
	"""Return whose the services are, in the order in which they were noted."""
	with database.open_session() as session:
		return [*session.scalars(text("SELECT customer_id FROM subscription ORDER BY id"))]


class TestSales:
	def test_each_unit_of_a_service_is_in_use_from_the_invoice(self, till: Till) -> None:
		draft = till.write(till.line(till.service, "2"), till.line(till.router))
		assert list_used(till) == []
		sale = till.do(draft, "invoice")
		assert [
			(one["name"], one["price"], one["started_on"], one["sale_id"])
			for one in list_used(till)
		] == [("Fibra Hogar 300", "25.00", till.tell(0), sale["id"])] * 2
		assert till.show(till.service)["customers"] == 1

	def test_hours_of_a_service_are_nothing_that_is_used(self, till: Till) -> None:
		till.invoice(till.line(till.service, "1.5"), till.line(till.service, "51"))
		assert list_used(till) == []

	def test_what_is_voided_or_comes_back_ends(self, till: Till) -> None:
		voided = till.invoice(till.line(till.service))
		till.do(voided, "void", reason="Otra persona")
		paid = till.pay(till.line(till.service, "2"))
		till.do(paid, "returns", lines=[{"place": 1, "quantity": "1"}], reason="unwanted")
		reasons = [(one["sale_id"], one["end_reason"]) for one in list_used(till)]
		assert reasons == [
			(paid["id"], None), (paid["id"], "returned"), (voided["id"], "returned"),
		]  # fmt: skip


class TestByHand:
	def test_a_service_is_added_and_ended(self, till: Till) -> None:
		made = add(till, till.service)
		assert made.status_code == 201, made.get_data(as_text=True)
		one = made.get_json()
		assert (one["price"], one["started_on"]) == ("25.00", till.tell(0))
		way = f"/v1/subscriptions/{one['id']}/end"
		for day in (-1, 1):
			early = ask(till, way, {"reason": "moved", "ended_on": till.tell(day)})
			assert read_faults(early) == {"ended_on": "bad_day"}
		assert ask(till, way, {"reason": "upgraded"}).status_code == 422
		ended = ask(till, way, {"reason": "unpaid"}).get_json()
		assert (ended["ended_on"], ended["end_reason"]) == (till.tell(0), "unpaid")
		assert read_code(ask(till, way, {"reason": "unpaid"})) == (409, "ended")
		assert till.show(till.service)["customers"] == 0

	def test_another_plan_takes_its_place(self, till: Till) -> None:
		one = add(till, till.service, price="19.90").get_json()
		better = till.sell("34.90", name="Fibra Hogar 600")
		way = f"/v1/subscriptions/{one['id']}/upgrade"
		same = ask(till, way, {"item_id": till.service["id"]})
		assert read_faults(same) == {"item_id": "same_plan"}
		early = ask(till, way, {"item_id": better["id"], "started_on": till.tell(-1), "price": "9"})
		assert read_faults(early) == {"started_on": "bad_day"}
		made = ask(till, way, {"item_id": better["id"]}).get_json()
		assert (made["replaces_id"], made["price"]) == (one["id"], "34.90")
		assert [(each["name"], each["end_reason"]) for each in list_used(till)] == [
			("Fibra Hogar 600", None), ("Fibra Hogar 300", "upgraded"),
		]  # fmt: skip

	def test_what_is_no_service_on_sale_is_refused(self, till: Till) -> None:
		for item, code in (
			(till.router, "not_a_service"), ({"id": 999}, "no_item"),
			(till.add(name="Borrador"), "not_on_sale"),
		):  # fmt: skip
			assert read_faults(add(till, item)) == {"item_id": code}
		assert read_faults(add(till, till.service, started_on=till.tell(1))) == {
			"started_on": "in_the_future"
		}
		early = {"started_on": till.tell(-90)}
		assert read_faults(add(till, till.service, **early)) == {"price": "no_price"}
		assert add(till, till.service, price="20", **early).status_code == 201

	def test_who_may_see_it(self, till: Till, database: Database) -> None:
		assign_advisor(database, till.customer["id"], 7)
		assert list_used(till, role="advisor", subject="staff:7") == []
		way = f"/v1/customers/{till.customer['id']}/subscriptions"
		body = {"item_id": till.service["id"]}
		assert till.client.post(way, body, role="advisor").status_code == 403


class TestFiles:
	def test_what_a_file_names_is_of_the_item_that_comes_later(
		self, till: Till, database: Database
	) -> None:
		note_from_file(database, till.customer["id"], "internet plus", "Cable")
		later = till.sell("30.00", name="Internet Plus")
		assert till.show(later)["customers"] == 1
		profile = till.client.get(f"/v1/customers/{till.customer['id']}/file", role=MANAGER)
		assert profile.get_json()["services"] == ["Cable", "internet plus"]

	def test_what_files_noted_of_both_is_one_while_they_are_one(
		self, till: Till, database: Database
	) -> None:
		kept, merged = till.customer["id"], till.client.register(id_number="1710034073")["id"]
		note_from_file(database, kept, "Cable")
		note_from_file(database, merged, "Cable")
		with database.open_session() as session:
			day = till.today
			session.add(
				SubscriptionRow(
					customer_id=merged, name="Cable", import_id=1, started_on=day, ended_on=day,
					end_reason="cancelled",
				)
			)  # fmt: skip
		body = {"kept_id": kept, "merged_id": merged, "taken": []}
		merge = till.client.post("/v1/merges", body).get_json()
		assert [one["end_reason"] for one in list_used(till)] == [None, "cancelled"]
		assert list_owners(database) == [kept, merged, kept]
		till.client.post(f"/v1/merges/{merge['id']}/undoing", {})
		assert list_owners(database) == [kept, merged, merged]

	def test_a_merge_brings_what_was_used_and_an_undoing_gives_it_back(
		self, till: Till, database: Database
	) -> None:
		kept = till.customer
		till.customer = till.client.register(id_number="1710034073", name="María Peña")
		sale = till.invoice(till.line(till.service))
		body = {"kept_id": kept["id"], "merged_id": till.customer["id"], "taken": []}
		merge = till.client.post("/v1/merges", body)
		assert merge.status_code in (200, 201), merge.get_data(as_text=True)
		assert till.see(sale["id"])["customer_id"] == kept["id"]
		assert list_owners(database) == [kept["id"]]
		undone = till.client.post(f"/v1/merges/{merge.get_json()['id']}/undoing", {})
		assert undone.status_code == 200, undone.get_data(as_text=True)
		assert till.see(sale["id"])["customer_id"] == till.customer["id"]
		assert list_owners(database) == [till.customer["id"]]
