"""When machines come due: by the plan of their model or their own, by use or by months."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from chasqui.kernel.data.database import Database
from customers.equipment.domain.plans import add_months
from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.equipment.workshop import PLANS, WAY, Workshop
from tests.integration.customers.sales.till import MANAGER, make_key, read_faults

pytestmark = pytest.mark.covers("R33")


def add(workshop: Workshop, months: int, base: date | None = None) -> str:
	return add_months(base or workshop.today, months).isoformat()


class TestModels:
	def test_its_machines_come_due_however_the_model_is_typed(self, workshop: Workshop) -> None:
		made = workshop.add_machine()
		assert workshop.find_due(made) == (None, False)
		plan = workshop.set_plan(months=6)
		assert (plan["equipment"], plan["brand"]) == (1, "john deere")
		assert workshop.find_due(made) == (add(workshop, 6), False)
		assert workshop.find_due(workshop.add_machine()) == (add(workshop, 6), False)
		assert workshop.find_due(workshop.add_machine(model="5090")) == (None, False)

	def test_another_takes_its_place_and_machines_follow(self, workshop: Workshop) -> None:
		made = workshop.add_machine()
		first = workshop.set_plan(months=6)
		again = workshop.set_plan(months=3)
		assert again["id"] == first["id"]
		assert workshop.find_due(made) == (add(workshop, 3), False)
		shown = workshop.client.get(PLANS, role=MANAGER).get_json()["items"]
		assert [(one["months"], one["equipment"]) for one in shown] == [(3, 1)]
		gone = workshop.client.delete_path(f"{PLANS}/{first['id']}", role=MANAGER)
		assert gone.status_code == 204
		assert workshop.find_due(made) == (None, False)
		again = workshop.client.delete_path(f"{PLANS}/{first['id']}", role=MANAGER)
		assert read_code(again) == (404, "no_plan")

	def test_a_machine_that_changes_its_model_changes_its_plan(self, workshop: Workshop) -> None:
		made = workshop.add_machine()
		workshop.set_plan(months=6)
		assert workshop.change(made, model="5090").get_json()["due_on"] is None
		assert workshop.change(made, model="5075e").get_json()["due_on"] == add(workshop, 6)

	@pytest.mark.parametrize("state", ["out_of_use", "gone"])
	def test_what_nobody_uses_is_never_due(self, workshop: Workshop, state: str) -> None:
		workshop.set_plan(months=6)
		made = workshop.add_machine(state=state)
		assert workshop.find_due(made) == (None, False)
		assert workshop.change(made, state="in_repair").get_json()["due_on"] == add(workshop, 6)

	@pytest.mark.parametrize(
		("terms", "faults"),
		[
			({}, {""}), ({"every": "0"}, {"every"}), ({"months": 0}, {"months"}),
			({"months": 121}, {"months"}), ({"every": "-5"}, {"every"}),
			({"every": "250", "meter": "none"}, {"every"}),
			({"months": 6, "brand": "--"}, {"brand"}),
		],
	)  # fmt: skip
	def test_a_plan_of_nothing_is_refused(
		self, workshop: Workshop, terms: dict[str, Any], faults: set[str]
	) -> None:
		body = {"brand": "Kubota", "model": "M7", **terms}
		answer = workshop.client.post(PLANS, body, role=MANAGER)
		assert (answer.status_code, set(read_faults(answer))) == (422, faults)

	def test_hours_are_not_of_meters_of_kilometres(self, workshop: Workshop) -> None:
		workshop.set_plan(every="10", meter="km")
		made = workshop.add_machine()
		workshop.read(made, 100)
		assert workshop.find_due(made) == (None, False)


class TestUse:
	def test_it_is_estimated_by_the_pace(self, workshop: Workshop) -> None:
		workshop.set_plan(every="250")
		made = workshop.add_machine()
		workshop.read(made, 1000, -40)
		assert workshop.find_due(made) == (None, False)  # nothing says how it is used
		workshop.read(made, 1050, -30)
		read = workshop.read(made, 1100, -20)
		assert (read["pace"], read["due_meter"]) == ("5", "1250")
		assert workshop.find_due(made) == (workshop.tell(-20 + 30), True)

	def test_what_was_reached_is_due_and_no_estimate(self, workshop: Workshop) -> None:
		workshop.set_plan(every="250")
		made = workshop.add_machine()
		workshop.read(made, 0, -60)
		workshop.read(made, 260, -1)
		assert workshop.find_due(made) == (workshop.tell(-1), False)

	def test_of_use_and_months_the_first_wins(self, workshop: Workshop) -> None:
		workshop.set_plan(every="250", months=1)
		made = workshop.add_machine()
		workshop.read(made, 0, -100)
		workshop.read(made, 100, 0)
		assert workshop.find_due(made) == (add(workshop, 1), False)
		workshop.set_plan(every="110", months=1)
		assert workshop.find_due(made) == (workshop.tell(10), True)

	def test_one_that_stands_still_comes_due_by_months_alone(self, workshop: Workshop) -> None:
		workshop.set_plan(every="250", months=12)
		made = workshop.add_machine()
		workshop.read(made, 100, -10)
		workshop.read(made, 100, 0)
		assert workshop.find_due(made) == (add(workshop, 12), False)

	def test_a_mistake_that_is_voided_changes_it_back(self, workshop: Workshop) -> None:
		workshop.set_plan(every="250")
		made = workshop.add_machine()
		workshop.read(made, 0, -100)
		workshop.read(made, 100, -10)
		before = workshop.find_due(made)
		wrong = workshop.read(made, 290, 0)["readings"][0]
		assert workshop.find_due(made) == (workshop.tell(0), False)
		workshop.void(made, wrong)
		assert workshop.find_due(made) == before


class TestOwn:
	def test_it_holds_in_the_place_of_the_model_s(self, workshop: Workshop) -> None:
		workshop.set_plan(months=6)
		made = workshop.add_machine()
		own = workshop.set_own_plan(made, months=2, anchor="fixed")
		assert (own["plan"]["is_own"], own["due_on"]) == (True, add(workshop, 2))
		back = workshop.set_own_plan(made)
		assert (back["plan"]["is_own"], back["plan"]["months"]) == (False, 6)
		assert back["due_on"] == add(workshop, 6)

	def test_the_last_service_done_elsewhere_counts(self, workshop: Workshop) -> None:
		workshop.set_plan(every="250", months=6)
		made = workshop.add_machine()
		workshop.read(made, 1000, -10)
		workshop.read(made, 1010, 0)
		seen = workshop.set_own_plan(made, served_on=workshop.tell(-30), served_at="900")
		assert seen["due_meter"] == "1150"
		assert seen["plan"]["served_at"] == "900"
		assert workshop.find_due(made) == (workshop.tell(140), True)

	def test_of_two_who_set_it_the_later_is_warned(self, workshop: Workshop) -> None:
		made = workshop.add_machine()
		version = made["plan"]["version"]
		workshop.set_own_plan(made, months=3)
		late = workshop.ask_own_plan(made, version=version, months=4)
		assert read_code(late) == (409, "stale")
		assert workshop.see_machine(made)["plan"]["months"] == 3

	@pytest.mark.parametrize(
		("terms", "code"),
		[
			({"months": 0}, {"months"}), ({"every": "0"}, {"every"}),
			({"served_on": "2126-01-01"}, {"served_on"}),
			({"served_on": "1799-01-01"}, {"served_on"}),
			({"served_at": "5"}, {"served_at"}), ({"anchor": "moon"}, {"anchor"}),
		],
	)  # fmt: skip
	def test_what_cannot_be_is_refused(
		self, workshop: Workshop, terms: dict[str, Any], code: set[str]
	) -> None:
		answer = workshop.ask_own_plan(workshop.add_machine(), **terms)
		assert (answer.status_code, set(read_faults(answer))) == (422, code)

	def test_one_without_a_meter_has_no_hours(self, workshop: Workshop) -> None:
		answer = workshop.ask_own_plan(workshop.add_machine(meter="none"), every="10")
		assert read_faults(answer) == {"every": "no_meter"}


class TestReminders:
	def test_what_is_due_comes_first_and_is_narrowed_by_day(self, workshop: Workshop) -> None:
		late, soon, later, never = (workshop.add_machine(canton="1701") for _ in range(4))
		workshop.set_own_plan(late, months=1, served_on=workshop.tell(-60))
		workshop.set_own_plan(soon, months=1, served_on=workshop.tell(-20))
		workshop.set_own_plan(later, months=12)
		ids = [one["id"] for one in (late, soon, later, never)]
		assert workshop.list_machines("sort=due") == ids
		due = f"sort=due&due_to={workshop.tell(30)}"
		assert workshop.list_machines(due) == ids[:2]
		assert workshop.list_machines(f"{due}&due_from={workshop.tell(0)}") == ids[1:2]
		assert workshop.list_machines(f"{due}&province=EC-G") == []

	def test_many_are_asked_for_at_once_and_none_twice(self, workshop: Workshop) -> None:
		machines = [workshop.add_machine() for _ in range(3)]
		workshop.set_plan(months=1)
		workshop.order(machines[0])
		filters = {"due_to": workshop.tell(40)}
		body = {"filters": filters, "expected": 2, "asked": "Servicio según el plan"}
		way = "/v1/service-orders/requests"
		changed = workshop.client.post(way, body, role=MANAGER, headers=make_key())
		assert read_code(changed) == (409, "list_changed")
		body["expected"] = 3
		made = workshop.client.post(way, body, role=MANAGER, headers=make_key()).get_json()
		assert (made["changed"], [one["id"] for one in made["refused"]]) == (2, [machines[0]["id"]])
		assert workshop.list_machines("is_ordered=false") == []
		assert len(workshop.list_machines("is_ordered=true")) == 3
		assert workshop.see_machine(machines[1])["open_orders"] == 1

	def test_the_list_is_read_off_an_index(self, workshop: Workshop, database: Database) -> None:
		workshop.add_machine()
		with database.open_session() as session:
			session.execute(text("SET LOCAL enable_seqscan = off"))
			plan = session.scalars(
				text("EXPLAIN SELECT id FROM equipment WHERE due_on <= date '2026-12-31'")
			).all()
		assert "ix_equipment_due_on_id" in " ".join(plan)


def test_who_only_looks_sets_no_plan(workshop: Workshop) -> None:
	made = workshop.add_machine()
	for role in ("advisor", "marketing_head"):
		answer = workshop.client.put_path(f"{WAY}/{made['id']}/plan", {"months": 1}, role=role)
		assert answer.status_code == 403
