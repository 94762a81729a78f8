"""Service orders: asked for, planned, begun, done or not; the stock and the next service follow."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text

from chasqui.kernel.data.database import Database
from customers.equipment.domain.plans import add_months
from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.doors import assign_advisor
from tests.integration.customers.equipment.workshop import ORDERS, Workshop
from tests.integration.customers.sales.till import MANAGER, make_key, read_faults
from tests.support.fake_campaigns import FakeCampaigns

pytestmark = pytest.mark.covers("R5", "R33")


def begin(workshop: Workshop, *parts: Any, **more: Any) -> Any:
	order = workshop.order(workshop.add_machine(), *parts, **more)
	return workshop.move_on(order, "start")


class TestLife:
	def test_it_is_asked_for_planned_begun_and_done(self, workshop: Workshop) -> None:
		machine = workshop.add_machine()
		workshop.set_plan(every="250", months=6)
		workshop.read(machine, 200, -50)
		order = workshop.order(machine, workshop.line(workshop.router, "2"))
		planned = workshop.move_on(
			order, "plan", planned_on=workshop.tell(3), technician="Luis Técnico"
		)
		assert (planned["state"], planned["technician"]) == ("planned", "Luis Técnico")
		workshop.move_on(order, "plan", planned_on=workshop.tell(1), technician="Ana Técnica")
		workshop.move_on(order, "start")
		done = workshop.finish(order, meter="260", labour_hours="1.5", labour_price="20.10")
		assert [one["state"] for one in done["steps"]] == [
			"requested", "planned", "planned", "in_progress", "done",
		]  # fmt: skip
		assert (done["parts_cost"], done["labour_cost"], done["cost"]) == (
			"160.00", "30.15", "190.15",
		)  # fmt: skip
		assert (done["done_on"], done["meter_total"]) == (workshop.tell(0), "260")
		seen = workshop.see_machine(machine)
		assert (seen["meter_total"], seen["due_meter"], seen["open_orders"]) == ("260", "510", 0)
		assert seen["plan"]["served_on"] == workshop.tell(0)

	def test_only_a_preventive_one_moves_the_next_service(self, workshop: Workshop) -> None:
		machine = workshop.add_machine()
		workshop.set_own_plan(machine, months=1, served_on=workshop.tell(-25))
		before = workshop.find_due(machine)
		repair = workshop.order(machine, kind="repair", asked="No arranca")
		workshop.move_on(repair, "start")
		workshop.finish(repair)
		assert workshop.find_due(machine) == before
		service = workshop.order(machine)
		workshop.move_on(service, "start")
		workshop.finish(service)
		assert workshop.find_due(machine) == (add_months(workshop.today, 1).isoformat(), False)

	def test_it_ends_once(self, workshop: Workshop) -> None:
		order = begin(workshop)
		workshop.finish(order)
		for step, more in (
			("finish", {"work": "Otra vez"}), ("cancel", {"reason": "No quiso"}), ("start", {}),
			("plan", {"planned_on": workshop.tell(1), "technician": "Ana"}),
		):  # fmt: skip
			assert read_code(workshop.ask_move(order, step, **more)) == (409, "bad_move"), step
		assert read_code(workshop.put_parts(order)) == (409, "closed")

	def test_what_was_cancelled_is_not_done(self, workshop: Workshop) -> None:
		order = workshop.order(workshop.add_machine())
		workshop.move_on(order, "cancel", reason="Vendió el tractor")
		answer = workshop.ask_move(order, "finish", work="Se hizo igual")
		assert read_code(answer) == (409, "bad_move")
		assert workshop.see_order(order)["cancel_reason"] == "Vendió el tractor"

	def test_of_two_who_close_it_at_once_one_is_told(self, workshop: Workshop) -> None:
		machine = workshop.add_machine()
		order = workshop.order(machine, workshop.line(workshop.router))
		begun = workshop.move_on(order, "start")
		body = {"version": begun["version"], "work": "Listo", "meter": "10"}
		with ThreadPoolExecutor(2) as pool:
			answers = list(
				pool.map(
					lambda _: workshop.client.post(
						f"{ORDERS}/{order['id']}/finish", body, role=MANAGER
					),
					range(2),
				)
			)
		assert sorted(one.status_code for one in answers) == [200, 409]
		assert len(workshop.see_machine(machine)["readings"]) == 1
		assert workshop.count_stock() == 4

	@pytest.mark.parametrize(
		("step", "more", "field"),
		[
			("plan", {"planned_on": -1, "technician": "Ana"}, "planned_on"),
			("plan", {"planned_on": 1, "technician": " "}, "technician"),
			("finish", {"done_on": 1, "work": "Listo"}, "done_on"),
			("finish", {"done_on": -1, "work": "Listo"}, "done_on"),
			("finish", {"work": ""}, "work"),
			("finish", {"work": "Listo", "labour_hours": "-1"}, "labour_hours"),
			("finish", {"work": "Listo", "labour_hours": "1.005"}, "labour_hours"),
			("finish", {"work": "Listo", "meter": "99"}, "meter"),
			("cancel", {"reason": ""}, "reason"),
		],
	)
	def test_what_is_wrong_is_said_at_its_field(
		self, workshop: Workshop, step: str, more: dict[str, Any], field: str
	) -> None:
		machine = workshop.add_machine()
		workshop.read(machine, 100, -3)
		order = workshop.order(machine)
		if step == "finish":
			workshop.move_on(order, "start")
		days = {name: workshop.tell(more[name]) for name in more if name.endswith("_on")}
		answer = workshop.ask_move(order, step, **{**more, **days})
		assert (answer.status_code, list(read_faults(answer))) == (422, [field])
		assert workshop.see_machine(machine)["meter_total"] == "100"

	def test_a_version_of_before_is_refused(self, workshop: Workshop) -> None:
		order = workshop.order(workshop.add_machine())
		workshop.put_parts(order, workshop.line(workshop.router))
		body = {"version": order["version"]}
		answer = workshop.client.post(f"{ORDERS}/{order['id']}/start", body, role=MANAGER)
		assert read_code(answer) == (409, "stale")
		assert workshop.count_stock() == 5


class TestParts:
	def test_they_leave_when_the_work_begins(self, workshop: Workshop) -> None:
		order = workshop.order(workshop.add_machine(), workshop.line(workshop.router, "2"))
		assert workshop.count_stock() == 5
		workshop.move_on(order, "start")
		assert workshop.count_stock() == 3
		move = self.read_move(workshop)
		assert (move["quantity"], move["reason"], move["service_order_id"], move["sale_id"]) == (
			-2, "service", order["id"], None,
		)  # fmt: skip

	def test_the_stock_follows_what_is_changed(self, workshop: Workshop) -> None:
		order = begin(workshop, workshop.line(workshop.router, "2"))
		workshop.put_parts(order, workshop.line(workshop.router, "3"))
		assert workshop.count_stock() == 2
		text_part = {"name": "Aceite 15W40", "quantity": "2.5", "unit_price": "4.30"}
		changed = workshop.put_parts(order, workshop.line(workshop.router), text_part).get_json()
		assert workshop.count_stock() == 4
		assert [one["amount"] for one in changed["parts"]] == ["80.00", "10.75"]
		assert changed["cost"] == "90.75"
		assert self.read_move(workshop)["reason"] == "return"

	def test_cancelled_it_gives_them_back(self, workshop: Workshop) -> None:
		order = begin(
			workshop, workshop.line(workshop.router, "2"), workshop.line(workshop.service)
		)
		workshop.move_on(order, "cancel", reason="No hubo repuesto")
		assert workshop.count_stock() == 5

	def test_there_are_never_more_than_there_are(self, workshop: Workshop) -> None:
		order = workshop.order(workshop.add_machine(), workshop.line(workshop.router, "6"))
		answer = workshop.ask_move(order, "start")
		assert read_code(answer) == (409, "not_enough")
		assert "de «Router AX» quedan 5" in answer.get_json()["detail"]
		workshop.put_parts(order, workshop.line(workshop.router, "5"))
		workshop.move_on(order, "start")
		more = workshop.put_parts(order, workshop.line(workshop.router, "6"))
		assert read_code(more) == (409, "not_enough")
		assert read_faults(more) == {"parts.0.quantity": "not_enough"}
		assert workshop.count_stock() == 0

	def test_the_last_piece_is_sold_or_used_once(self, workshop: Workshop) -> None:
		workshop.move(workshop.router, -4, "loss")
		order = workshop.order(workshop.add_machine(), workshop.line(workshop.router))
		sale = workshop.write()
		with ThreadPoolExecutor(2) as pool:
			used = pool.submit(workshop.ask_move, order, "start")
			sold = pool.submit(workshop.act, sale, "invoice")
		assert sorted(one.result().status_code for one in (used, sold)) == [200, 409]
		assert workshop.count_stock() == 0

	def test_what_a_sale_charges_moves_stock_once(self, workshop: Workshop) -> None:
		order = begin(workshop, workshop.line(workshop.router, "2"))
		sale = workshop.invoice(workshop.line(workshop.router, "2"))
		assert workshop.count_stock() == 1
		linked = self.link(workshop, order, sale["id"])
		assert linked.get_json()["sale_id"] == sale["id"]
		assert workshop.count_stock() == 3
		workshop.finish(order)
		assert workshop.count_stock() == 3

	def test_only_a_sale_of_the_customer_charges_for_it(self, workshop: Workshop) -> None:
		order = begin(workshop)
		draft = workshop.write()
		workshop.customer = workshop.client.register(id_number="1710034073", name="Otra Persona")
		other = workshop.invoice()
		for sale_id in (draft["id"], other["id"], 999):
			assert read_faults(self.link(workshop, order, sale_id)) == {"sale_id": "not_sold"}

	@pytest.mark.parametrize(
		("part", "field"),
		[
			({"quantity": "0", "name": "x", "unit_price": "1"}, "parts.0.quantity"),
			({"quantity": "0.001", "name": "x", "unit_price": "1"}, "parts.0.quantity"),
			({"quantity": "1", "name": "Aceite"}, "parts.0.unit_price"),
			({"quantity": "1", "item_id": 999}, "parts.0.item_id"),
			({"quantity": "1"}, "parts.0"),
			({"quantity": "1.5", "item_id": "router"}, "parts.0.quantity"),
		],
	)
	def test_what_is_no_part_is_refused(
		self, workshop: Workshop, part: dict[str, Any], field: str
	) -> None:
		if part.get("item_id") == "router":
			part = {**part, "item_id": workshop.router["id"]}
		order = workshop.order(workshop.add_machine())
		answer = workshop.put_parts(order, part)
		assert (answer.status_code, list(read_faults(answer))) == (422, [field])

	def test_ledger_and_orders_agree(self, workshop: Workshop, database: Database) -> None:
		workshop.move(workshop.router, 20, "receipt")
		for quantity, step in (("2", "finish"), ("3", "cancel"), ("1", None)):
			order = begin(workshop, workshop.line(workshop.router, quantity))
			if step == "finish":
				workshop.finish(order)
			elif step:
				workshop.move_on(order, step, reason="No se pudo")
		with database.open_session() as session:
			moved = session.scalar(
				text("SELECT -sum(quantity) FROM stock_move WHERE service_order_id > 0")
			)
			used = session.scalar(
				text(
					"SELECT sum(quantity) FROM service_part JOIN service_order ON id = order_id "
					"WHERE is_product AND state <> 'cancelled'"
				)
			)
		assert moved == used == 3

	def link(self, workshop: Workshop, order: Any, sale_id: int) -> Any:
		body = {"version": workshop.see_order(order)["version"], "sale_id": sale_id}
		return workshop.client.patch_path(f"{ORDERS}/{order['id']}", body, role=MANAGER)

	def read_move(self, workshop: Workshop) -> Any:
		way = f"/v1/items/{workshop.router['id']}/stock"
		return workshop.client.get(way).get_json()["items"][0]


class TestLists:
	def test_filters_and_facets_say_the_same(self, workshop: Workshop) -> None:
		machine = workshop.add_machine(serial="S-77", canton="0901")
		other = workshop.add_machine(brand="Kubota", model="M7")
		first, second = workshop.order(machine), workshop.order(other, kind="repair", asked="Fuga")
		workshop.move_on(first, "plan", planned_on=workshop.tell(2), technician="Luis")
		for query, found in (
			("", [second, first]), (f"q={first['id']}", [first]), ("q=kubota", [second]),
			("q=s77", [first]), ("q=peña", [second, first]), ("q=%20", [second, first]),
			("state=planned", [first]), ("kind=repair", [second]), ("technician=Luis", [first]),
			("province=EC-G", [first]), (f"equipment_id={other['id']}", [second]),
			(f"planned_to={workshop.tell(2)}", [first]), (f"asked_to={workshop.tell(-1)}", []),
			("sort=planned", [first, second]), ("sort=cost", [first, second]),
		):  # fmt: skip
			assert workshop.list_orders(query) == [one["id"] for one in found], query
		facets = workshop.client.get(f"{ORDERS}/facets?state=planned", role=MANAGER).get_json()
		assert facets["total"] == 1
		assert {one["value"]: one["orders"] for one in facets["state"]} == {
			"requested": 1, "planned": 1,
		}  # fmt: skip
		assert [one["value"] for one in facets["technician"]] == ["Luis"]

	def test_many_are_planned_at_once(self, workshop: Workshop) -> None:
		machine = workshop.add_machine()
		orders = [workshop.order(machine, kind=kind) for kind in ("repair", "inspection")]
		begun = workshop.move_on(workshop.order(machine), "start")
		body = {
			"filters": {"equipment_id": [machine["id"]]}, "expected": 3,
			"planned_on": workshop.tell(5), "technician": "Ana Técnica",
		}  # fmt: skip
		way = f"{ORDERS}/plans"
		answer = workshop.client.post(way, body, role=MANAGER, headers=make_key()).get_json()
		assert (answer["changed"], [one["id"] for one in answer["refused"]]) == (2, [begun["id"]])
		assert {workshop.see_order(one)["technician"] for one in orders} == {"Ana Técnica"}
		past = {**body, "planned_on": workshop.tell(-1)}
		refused = workshop.client.post(way, past, role=MANAGER, headers=make_key())
		assert read_faults(refused) == {"planned_on": "in_the_past"}


class TestWhoAsks:
	def test_an_advisor_asks_for_the_own_customers(
		self, workshop: Workshop, database: Database, campaigns: FakeCampaigns
	) -> None:
		machine = workshop.add_machine()
		asked: dict[str, Any] = {"role": "advisor", "subject": "staff:7"}
		assert workshop.ask_order(machine, **asked).status_code == 404
		assign_advisor(database, machine["customer_id"], 7)
		made = workshop.ask_order(machine, **asked)
		assert made.status_code == 201
		assert workshop.list_orders(**asked) == [made.get_json()["id"]]
		step = workshop.client.post(
			f"{ORDERS}/{made.get_json()['id']}/start", {"version": "00"}, **asked
		)
		assert step.status_code == 403

	def test_what_is_gone_or_unknown_is_not_serviced(self, workshop: Workshop) -> None:
		gone = workshop.add_machine(state="gone")
		assert read_faults(workshop.ask_order(gone)) == {"equipment_id": "not_working"}
		assert read_faults(workshop.ask_order({"id": 999})) == {"equipment_id": "no_equipment"}
		machine = workshop.add_machine()
		workshop.client.delete(workshop.customer["id"])
		assert read_faults(workshop.ask_order(machine)) == {"customer_id": "archived"}

	def test_orders_follow_a_merge_and_its_undoing(self, workshop: Workshop) -> None:
		order = workshop.order(workshop.add_machine())
		kept = workshop.client.register(id_number="1710034073", name="María José Peña Ñacato")
		pair = {"kept_id": kept["id"], "merged_id": workshop.customer["id"]}
		made = workshop.client.post("/v1/merges", pair).get_json()
		assert workshop.see_order(order)["customer_id"] == kept["id"]
		workshop.client.post(f"/v1/merges/{made['id']}/undoing", {})
		assert workshop.see_order(order)["customer_id"] == workshop.customer["id"]
