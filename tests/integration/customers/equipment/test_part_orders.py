"""Orders of spare parts: from the request to the customer's hands; the stock follows."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text

from chasqui.kernel.data.database import Database
from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.doors import assign_advisor
from tests.integration.customers.equipment.workshop import Workshop
from tests.integration.customers.sales.till import MANAGER, read_faults
from tests.support.fake_campaigns import FakeCampaigns

WAY = "/v1/part-orders"
OIL = {"name": "Aceite 15W40", "quantity": "2.5", "unit_price": "4.30"}

pytestmark = pytest.mark.covers("R5", "R34")


class Counter:
	"""Orders of parts, by the door."""

	def __init__(self, workshop: Workshop) -> None:
		self.workshop, self.client = workshop, workshop.client

	def ask(self, *lines: Any, role: str = MANAGER, subject: str = "staff:1", **more: Any) -> Any:
		body = {"customer_id": self.workshop.customer["id"], "lines": list(lines), **more}
		return self.client.post(WAY, body, role=role, subject=subject)

	def add(self, *lines: Any, **more: Any) -> Any:
		answer = self.ask(*lines, **more)
		assert answer.status_code == 201, answer.get_data(as_text=True)
		return answer.get_json()

	def see(self, order: Any) -> Any:
		return self.client.get(f"{WAY}/{order['id']}", role=MANAGER).get_json()

	def act(self, order: Any, step: str, **more: Any) -> Any:
		body = {"version": self.see(order)["version"], **more}
		return self.client.post(f"{WAY}/{order['id']}/{step}", body, role=MANAGER)

	def do(self, order: Any, step: str, **more: Any) -> Any:
		answer = self.act(order, step, **more)
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return answer.get_json()

	def change(self, order: Any, **more: Any) -> Any:
		body = {"version": self.see(order)["version"], **more}
		return self.client.patch_path(f"{WAY}/{order['id']}", body, role=MANAGER)

	def list_ids(self, query: str = "", **more: Any) -> list[int]:
		answer = self.client.get(f"{WAY}?{query}", **{"role": MANAGER, **more})
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return [one["id"] for one in answer.get_json()["items"]]


@pytest.fixture
def counter(workshop: Workshop) -> Counter:
	return Counter(workshop)


class TestLife:
	def test_from_the_supplier_to_the_customer(self, workshop: Workshop, counter: Counter) -> None:
		machine = workshop.add_machine()
		router = workshop.line(workshop.router, "2")
		made = counter.add(router, OIL, equipment_id=machine["id"])
		assert (made["total"], made["what"]) == ("170.75", "Router AX +1")
		assert made["machine"] == "John Deere 5075E"
		counter.do(made, "order", supplier="Importadora", expected_on=workshop.tell(10))
		assert workshop.count_stock() == 5
		counter.do(made, "receipt")
		assert workshop.count_stock() == 7
		done = counter.do(made, "delivery")
		assert workshop.count_stock() == 5
		assert (done["state"], done["delivered_on"]) == ("delivered", workshop.tell(0))
		assert [one["state"] for one in done["steps"]] == [
			"requested", "ordered", "received", "delivered",
		]  # fmt: skip
		move = workshop.client.get(f"/v1/items/{workshop.router['id']}/stock").get_json()["items"][
			0
		]
		assert (move["reason"], move["part_order_id"]) == ("parts", made["id"])

	def test_what_is_on_the_shelf_is_delivered_at_once(
		self, workshop: Workshop, counter: Counter
	) -> None:
		counter.do(counter.add(workshop.line(workshop.router)), "delivery")
		assert workshop.count_stock() == 4

	def test_what_was_entered_already_is_not_entered_twice(
		self, workshop: Workshop, counter: Counter
	) -> None:
		made = counter.add(workshop.line(workshop.router))
		counter.do(made, "order")
		counter.do(made, "receipt", stocks=False)
		assert workshop.count_stock() == 5

	def test_there_are_never_more_than_there_are(
		self, workshop: Workshop, counter: Counter
	) -> None:
		made = counter.add(workshop.line(workshop.router, "6"))
		answer = counter.act(made, "delivery")
		assert read_code(answer) == (409, "not_enough")
		assert counter.see(made)["state"] == "requested"
		assert workshop.count_stock() == 5

	def test_the_last_piece_is_delivered_once(self, workshop: Workshop, counter: Counter) -> None:
		workshop.move(workshop.router, -4, "loss")
		orders = [counter.add(workshop.line(workshop.router)) for _ in range(3)]
		with ThreadPoolExecutor(3) as pool:
			answers = list(pool.map(lambda one: counter.act(one, "delivery"), orders))
		assert sorted(one.status_code for one in answers) == [200, 409, 409]
		assert workshop.count_stock() == 0

	def test_what_a_sale_charges_moves_stock_once(
		self, workshop: Workshop, counter: Counter
	) -> None:
		sale = workshop.invoice(workshop.line(workshop.router))
		made = counter.add(workshop.line(workshop.router))
		assert counter.change(made, sale_id=sale["id"]).status_code == 200
		counter.do(made, "delivery")
		assert workshop.count_stock() == 4
		assert read_faults(counter.change(counter.add(OIL), sale_id=999)) == {"sale_id": "not_sold"}

	def test_the_report_of_sales_counts_no_order(
		self, workshop: Workshop, counter: Counter
	) -> None:
		counter.do(counter.add(workshop.line(workshop.router)), "delivery")
		report = workshop.client.get("/v1/sales/report", role=MANAGER).get_json()
		assert report["total"]["units"] == 0

	def test_it_ends_once(self, workshop: Workshop, counter: Counter) -> None:
		made = counter.add(OIL)
		assert read_code(counter.act(made, "receipt")) == (409, "bad_move")
		counter.do(made, "cancel", reason="Ya no lo quiere")
		for step, more in (("delivery", {}), ("order", {}), ("cancel", {"reason": "Otra vez"})):
			assert read_code(counter.act(made, step, **more)) == (409, "bad_move")
		assert read_code(counter.change(made, note="x")) == (409, "closed")

	def test_what_has_come_does_not_change(self, workshop: Workshop, counter: Counter) -> None:
		made = counter.add(workshop.line(workshop.router))
		counter.do(made, "order")
		assert counter.change(made, lines=[workshop.line(workshop.router, "2")]).status_code == 200
		counter.do(made, "receipt")
		assert read_code(counter.change(made, lines=[OIL])) == (409, "received")
		assert counter.change(made, note="En bodega").status_code == 200

	@pytest.mark.parametrize(
		("lines", "more", "field"),
		[
			([], {}, "lines"),
			([{"quantity": "0", "name": "x", "unit_price": "1"}], {}, "lines.0.quantity"),
			([{"quantity": "1", "item_id": 999}], {}, "lines.0.item_id"),
			([{"quantity": "1", "name": "Aceite"}], {}, "lines.0.unit_price"),
			([OIL], {"customer_id": 999}, "customer_id"),
			([OIL], {"equipment_id": 999}, "equipment_id"),
		],
	)
	def test_what_is_wrong_is_said_at_its_field(
		self, counter: Counter, lines: list[Any], more: dict[str, Any], field: str
	) -> None:
		answer = counter.ask(*lines, **more)
		assert (answer.status_code, list(read_faults(answer))) == (422, [field])

	def test_a_day_that_is_past_is_no_promise(self, workshop: Workshop, counter: Counter) -> None:
		answer = counter.act(counter.add(OIL), "order", expected_on=workshop.tell(-1))
		assert read_faults(answer) == {"expected_on": "in_the_past"}

	def test_a_machine_of_another_is_refused(self, workshop: Workshop, counter: Counter) -> None:
		machine = workshop.add_machine()
		workshop.customer = workshop.client.register(id_number="1710034073", name="Otra Persona")
		refused = counter.ask(OIL, equipment_id=machine["id"])
		assert read_faults(refused) == {"equipment_id": "not_theirs"}


class TestLists:
	def test_filters_and_facets_say_the_same(self, workshop: Workshop, counter: Counter) -> None:
		machine = workshop.add_machine()
		first = counter.add(OIL, equipment_id=machine["id"])
		second = counter.add(workshop.line(workshop.router))
		counter.do(second, "order", expected_on=workshop.tell(3))
		for query, found in (
			("", [second, first]), ("q=aceite", [first]), ("q=router", [second]),
			(f"q={second['id']}", [second]), ("q=john", [first]), ("q=peña", [second, first]),
			("state=ordered", [second]), (f"item_id={workshop.router['id']}", [second]),
			(f"equipment_id={machine['id']}", [first]), ("sort=total", [first, second]),
			("sort=expected", [second, first]), (f"asked_to={workshop.tell(-1)}", []),
			(f"expected_to={workshop.tell(3)}", [second]),
		):  # fmt: skip
			assert counter.list_ids(query) == [one["id"] for one in found], query
		facets = workshop.client.get(f"{WAY}/facets?state=ordered", role=MANAGER).get_json()
		assert facets["total"] == 1
		assert {one["value"]: one["orders"] for one in facets["state"]} == {
			"requested": 1, "ordered": 1,
		}  # fmt: skip


class TestPersons:
	def test_an_advisor_asks_for_the_own_customers(
		self, workshop: Workshop, counter: Counter, database: Database, campaigns: FakeCampaigns
	) -> None:
		asked: dict[str, Any] = {"role": "advisor", "subject": "staff:7"}
		assert counter.ask(OIL, **asked).status_code == 404
		assign_advisor(database, workshop.customer["id"], 7)
		made = counter.ask(OIL, **asked)
		assert made.status_code == 201
		assert counter.list_ids(**asked) == [made.get_json()["id"]]

	def test_who_was_archived_orders_nothing(self, workshop: Workshop, counter: Counter) -> None:
		workshop.client.delete(workshop.customer["id"])
		assert read_faults(counter.ask(OIL)) == {"customer_id": "archived"}

	def test_orders_follow_a_merge_and_its_undoing(
		self, workshop: Workshop, counter: Counter
	) -> None:
		made = counter.add(OIL)
		kept = workshop.client.register(id_number="1710034073", name="María José Peña Ñacato")
		pair = {"kept_id": kept["id"], "merged_id": workshop.customer["id"]}
		merge = workshop.client.post("/v1/merges", pair).get_json()
		assert counter.see(made)["customer_id"] == kept["id"]
		workshop.client.post(f"/v1/merges/{merge['id']}/undoing", {})
		assert counter.see(made)["customer_id"] == workshop.customer["id"]


def test_ledger_and_orders_agree(workshop: Workshop, counter: Counter, database: Database) -> None:
	workshop.move(workshop.router, 20, "receipt")
	for quantity, step in (("2", "delivery"), ("3", "cancel"), ("1", "delivery")):
		more = {"reason": "No quiso"} if step == "cancel" else {}
		counter.do(counter.add(workshop.line(workshop.router, quantity)), step, **more)
	with database.open_session() as session:
		moved = session.scalar(
			text("SELECT -sum(quantity) FROM stock_move WHERE part_order_id > 0")
		)
		delivered = session.scalar(
			text(
				"SELECT sum(quantity) FROM part_order_line JOIN part_order ON id = order_id "
				"WHERE is_product AND state = 'delivered'"
			)
		)
	assert moved == delivered == 3
