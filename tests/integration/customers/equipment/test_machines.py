"""Machines of customers: written down, changed, found; whose they are when records change."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from chasqui.kernel.clock import freeze_clock
from chasqui.kernel.data.database import Database
from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.doors import assign_advisor
from tests.integration.customers.equipment.workshop import WAY, Workshop
from tests.integration.customers.sales.till import MANAGER, read_faults
from tests.support.fake_campaigns import FakeCampaigns

pytestmark = pytest.mark.covers("R5", "R32")


class TestWriting:
	def test_a_machine_says_whose_and_what_it_is(self, workshop: Workshop) -> None:
		made = workshop.add_machine(serial="1LV-5075", year=2024, canton="1701", place="Bodega sur")
		assert made["customer_name"] == workshop.customer["name"]
		assert (made["type_name"], made["brand"], made["model"]) == (
			"Equipo",
			"John Deere",
			"5075E",
		)
		assert (made["province"], made["state"], made["is_ours"]) == ("EC-P", "in_use", False)
		assert (made["readings"], made["meter_total"]) == ([], None)

	@pytest.mark.parametrize("serial", ["1lv5075", " 1LV 50-75 ", "１ＬＶ5075"])
	def test_a_serial_is_of_one_machine_of_its_brand(self, workshop: Workshop, serial: str) -> None:
		workshop.add_machine(serial="1LV-5075")
		other = workshop.client.register(id_number="1710034073", name="Otra Persona")
		workshop.customer = other
		assert workshop.find_faults(brand="JOHN-deere", serial=serial) == {"serial": "serial_taken"}
		assert workshop.add_machine(brand="Kubota", serial=serial)["serial"] == serial.strip()

	def test_many_may_have_no_serial(self, workshop: Workshop) -> None:
		workshop.add_machine()
		assert workshop.add_machine()["serial"] == ""

	def test_of_two_who_write_one_serial_one_is_told(self, workshop: Workshop) -> None:
		with ThreadPoolExecutor(4) as pool:
			answers = list(pool.map(lambda _: workshop.ask_add(serial="A 1"), range(4)))
		assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]

	@pytest.mark.parametrize(
		("changes", "field"),
		[
			({"year": 2126}, "year"),
			({"year": 1800}, "year"),
			({"brand": "---"}, "brand"),
			({"model": " "}, "model"),
			({"serial": "?"}, "serial"),
			({"canton": "9999"}, "canton"),
			({"type_id": 999}, "type_id"),
			({"sold_as": "1-1"}, "sold_as"),
			({"sold_as": "una"}, "sold_as"),
			({"meter": "weeks"}, "meter"),
			({"customer_id": 999}, "customer_id"),
			({"note": "x\x00"}, "note"),
		],
	)
	def test_what_is_wrong_is_said_at_its_field(
		self, workshop: Workshop, changes: dict[str, Any], field: str
	) -> None:
		assert list(workshop.find_faults(**changes)) == [field]

	def test_all_that_is_wrong_is_said_at_once(self, workshop: Workshop) -> None:
		service = workshop.types["Pospago"]["id"]
		faults = workshop.find_faults(type_id=service, year=2100, canton="0000", serial="..")
		assert set(faults) == {"type_id", "year", "canton", "serial"}

	def test_the_year_to_come_is_sold_already(self, workshop: Workshop) -> None:
		assert workshop.add_machine(year=workshop.today.year + 1)["year"] > workshop.today.year

	def test_a_change_keeps_the_rest_and_null_empties(self, workshop: Workshop) -> None:
		made = workshop.add_machine(serial="S1", year=2020, canton="1701")
		changed = workshop.change(made, year=None, canton=None, state="in_repair").get_json()
		assert (changed["year"], changed["province"], changed["state"]) == (None, None, "in_repair")
		assert (changed["serial"], changed["brand"]) == ("S1", "John Deere")
		refused = workshop.change(made, brand=None, meter=None)
		assert read_faults(refused) == {"brand": "required", "meter": "required"}

	def test_a_version_of_before_is_refused(self, workshop: Workshop) -> None:
		made = workshop.add_machine()
		workshop.change(made, note="Sin llave")
		body = {"version": made["version"], "note": "Con llave"}
		answer = workshop.client.patch_path(f"{WAY}/{made['id']}", body, role=MANAGER)
		assert read_code(answer) == (409, "stale")

	def test_an_unknown_one_is_not_found(self, workshop: Workshop) -> None:
		for answer in (
			workshop.client.get(f"{WAY}/999", role=MANAGER),
			workshop.client.patch_path(f"{WAY}/999", {"version": "00"}, role=MANAGER),
		):
			assert read_code(answer) == (404, "no_equipment")


class TestSoldByUs:
	def test_a_unit_of_a_line_is_one_machine(self, workshop: Workshop) -> None:
		sale = workshop.invoice(workshop.line(workshop.router, "2"))
		ref = f"{sale['id']}-1"
		[left] = self.list_sold(workshop)
		assert (left["ref"], left["name"], left["left"]) == (ref, "Router AX", 2)
		first = workshop.add_machine(sold_as=ref)
		assert (first["sold_as"], first["is_ours"]) == (ref, True)
		assert [one["left"] for one in self.list_sold(workshop)] == [1]
		workshop.add_machine(sold_as=ref)
		assert self.list_sold(workshop) == []
		assert workshop.find_faults(sold_as=ref) == {"sold_as": "not_sold"}
		assert workshop.change(first, sold_as=ref, note="La misma").status_code == 200

	def test_what_another_bought_or_gave_back_is_none(self, workshop: Workshop) -> None:
		sale = workshop.pay(workshop.line(workshop.router))
		draft = workshop.write()
		assert workshop.find_faults(sold_as=f"{draft['id']}-1") == {"sold_as": "not_sold"}
		back = [{"place": 1, "quantity": "1"}]
		workshop.do(sale, "returns", lines=back, reason="faulty")
		assert workshop.find_faults(sold_as=f"{sale['id']}-1") == {"sold_as": "not_sold"}
		other = workshop.invoice()
		workshop.customer = workshop.client.register(id_number="1710034073", name="Otra Persona")
		assert workshop.find_faults(sold_as=f"{other['id']}-1") == {"sold_as": "not_sold"}

	def list_sold(self, workshop: Workshop) -> Any:
		way = f"/v1/customers/{workshop.customer['id']}/sold-machines"
		return workshop.client.get(way, role=MANAGER).get_json()["items"]


class TestLists:
	def test_filters_and_facets_say_the_same(self, workshop: Workshop) -> None:
		one = workshop.add_machine(serial="AB-1", year=2010, canton="1701")
		two = workshop.add_machine(brand="Kubota", model="M7", year=2020, is_ours=True)
		three = workshop.add_machine(brand="Kubota", model="L3", meter="none", state="gone")
		for query, found in (
			("", [three, two, one]),
			("q=ab1", [one]), ("q=kubota m7", [two]), ("q=peña", [three, two, one]), ("q=zz", []),
			("brand=Kubota&sort=added", [two, three]), ("state=gone", [three]),
			("meter=hours", [two, one]), ("is_ours=true", [two]), ("year_from=2011", [two]),
			("year_to=2019", [one]), ("province=EC-P", [one]), ("sort=-year", [two, one, three]),
			(f"ids={one['id']}&ids={three['id']}", [three, one]),
		):  # fmt: skip
			assert workshop.list_machines(query) == [each["id"] for each in found], query
		facets = workshop.client.get(f"{WAY}/facets?state=gone", role=MANAGER).get_json()
		assert facets["total"] == 1
		assert {each["value"]: each["equipment"] for each in facets["state"]} == {
			"in_use": 2, "gone": 1,
		}  # fmt: skip
		assert [each["text"] for each in facets["brand"]] == ["Kubota"]
		assert facets["province"] == []

	def test_an_order_by_year_goes_on_from_page_to_page(self, workshop: Workshop) -> None:
		made = [workshop.add_machine(year=year)["id"] for year in (2001, 2003, 2003, 2002)]
		seen: list[int] = []
		cursor = ""
		while cursor is not None:
			query = f"sort=year&limit=1{f'&cursor={cursor}' if cursor else ''}"
			page = workshop.client.get(f"{WAY}?{query}", role=MANAGER).get_json()
			seen += [one["id"] for one in page["items"]]
			cursor = page["next_cursor"]
		assert seen == [made[0], made[3], made[1], made[2]]


class TestWhoSees:
	def test_an_advisor_sees_the_machines_of_the_own_customers(
		self, workshop: Workshop, database: Database, campaigns: FakeCampaigns
	) -> None:
		mine = workshop.add_machine()
		workshop.customer = workshop.client.register(id_number="1710034073", name="De Otra")
		other = workshop.add_machine()
		assign_advisor(database, mine["customer_id"], 7)
		asked: dict[str, Any] = {"role": "advisor", "subject": "staff:7"}
		assert workshop.list_machines(**asked) == [mine["id"]]
		facets = workshop.client.get(f"{WAY}/facets", **asked).get_json()
		assert facets["total"] == 1
		assert workshop.client.get(f"{WAY}/{mine['id']}", **asked).status_code == 200
		assert workshop.client.get(f"{WAY}/{other['id']}", **asked).status_code == 404
		query = f"{WAY}?customer_id={other['customer_id']}"
		assert workshop.client.get(query, **asked).status_code == 404
		campaigns.to_call.add((other["customer_id"], 7))
		assert workshop.client.get(f"{WAY}/{other['id']}", **asked).status_code == 200

	@pytest.mark.parametrize("role", ["advisor", "supervisor", "marketing_head"])
	def test_who_only_looks_writes_nothing(self, workshop: Workshop, role: str) -> None:
		assert workshop.ask_add(role=role).status_code == 403


class TestOwners:
	def test_who_was_archived_gets_no_machine(self, workshop: Workshop) -> None:
		made = workshop.add_machine()
		workshop.client.delete(workshop.customer["id"])
		assert workshop.find_faults() == {"customer_id": "archived"}
		assert workshop.change(made, note="x").status_code == 422
		assert workshop.ask_read(made, 1).status_code == 422

	def test_machines_follow_a_merge_and_its_undoing(self, workshop: Workshop) -> None:
		made = workshop.add_machine(serial="S1")
		kept = workshop.client.register(id_number="1710034073", name="María José Peña Ñacato")
		pair = {"kept_id": kept["id"], "merged_id": workshop.customer["id"]}
		answer = workshop.client.post("/v1/merges", pair)
		assert answer.status_code == 201, answer.get_data(as_text=True)
		assert workshop.see_machine(made)["customer_id"] == kept["id"]
		assert read_code(workshop.ask_add()) == (409, "merged")
		undone = workshop.client.post(f"/v1/merges/{answer.get_json()['id']}/undoing", {})
		assert undone.status_code == 200, undone.get_data(as_text=True)
		assert workshop.see_machine(made)["customer_id"] == workshop.customer["id"]

	def test_the_company_s_day_is_that_of_guayaquil(self, workshop: Workshop) -> None:
		# A second before midnight in Guayaquil it is an hour earlier in Galápagos: the same day.
		made = workshop.add_machine()
		with freeze_clock(datetime(2026, 12, 2, 4, 59, 59, tzinfo=UTC)):
			body = {"value": "3"}
			way = f"{WAY}/{made['id']}/readings"
			read = workshop.client.post(way, body, role=MANAGER).get_json()
			assert read["meter_on"] == "2026-12-01"
			late = workshop.client.post(way, {**body, "read_on": "2026-12-02"}, role=MANAGER)
			assert read_faults(late) == {"read_on": "in_the_future"}
