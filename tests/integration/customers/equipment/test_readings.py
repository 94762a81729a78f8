"""What meters said: never less than before, no more hours than days have, nothing rewritten."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from chasqui.kernel.data.database import Database
from tests.integration.customers.catalogue.test_catalogue import read_code
from tests.integration.customers.equipment.workshop import Workshop
from tests.integration.customers.sales.till import read_faults

pytestmark = pytest.mark.covers("R32")


def refuse(workshop: Workshop, machine: Any, *asked: Any, **more: Any) -> dict[str, str]:
	answer = workshop.ask_read(machine, *asked, **more)
	assert answer.status_code == 422, answer.get_data(as_text=True)
	return read_faults(answer)


class TestReadings:
	def test_the_last_one_stands_in_lists(self, workshop: Workshop) -> None:
		made = workshop.add_machine()
		workshop.read(made, "100.5", -10)
		read = workshop.read(made, 150, -1)
		assert (read["meter_total"], read["meter_on"]) == ("150", workshop.tell(-1))
		assert [one["value"] for one in read["readings"]] == ["150", "100.5"]

	def test_it_never_says_less_nor_comes_from_the_future(self, workshop: Workshop) -> None:
		made = workshop.add_machine()
		workshop.read(made, 100, -5)
		assert refuse(workshop, made, "99.9", 0) == {"value": "below_last"}
		assert refuse(workshop, made, 101, 1) == {"read_on": "in_the_future"}
		assert refuse(workshop, made, 100, -6) == {"read_on": "before_last"}
		assert workshop.read(made, 100)["meter_total"] == "100"

	@pytest.mark.parametrize("value", ["-1", "x", "1.05", "10000000", "NaN", "1e30"])
	def test_what_is_no_reading_is_refused(self, workshop: Workshop, value: str) -> None:
		made = workshop.add_machine()
		assert list(refuse(workshop, made, value)) == ["value"]

	def test_a_day_has_24_hours(self, workshop: Workshop) -> None:
		made = workshop.add_machine()
		workshop.read(made, 100, -2)
		assert refuse(workshop, made, "172.1", 0) == {"value": "too_many_hours"}
		workshop.read(made, 172, 0)
		assert refuse(workshop, made, "172.1", 0) == {"value": "too_many_hours"}

	def test_readings_of_one_day_together_are_no_longer_than_a_day(
		self, workshop: Workshop
	) -> None:
		made = workshop.add_machine()
		workshop.read(made, 0)
		workshop.read(made, 20)
		assert refuse(workshop, made, "24.1") == {"value": "too_many_hours"}

	def test_of_kilometres_a_day_has_as_many_as_it_has(self, workshop: Workshop) -> None:
		made = workshop.add_machine(meter="km")
		workshop.read(made, 0)
		assert workshop.read(made, 900)["meter_total"] == "900"

	def test_a_new_meter_counts_on(self, workshop: Workshop) -> None:
		made = workshop.add_machine()
		workshop.read(made, 1000, -30)
		workshop.read(made, 5, -20, is_new_meter=True)
		read = workshop.read(made, 45, -10)
		assert (read["meter_total"], read["readings"][0]["total"]) == ("1040", "1040")
		assert [one["is_new_meter"] for one in read["readings"]] == [False, True, False]
		assert refuse(workshop, made, 44) == {"value": "below_last"}

	def test_a_machine_without_a_meter_has_none(self, workshop: Workshop) -> None:
		made = workshop.add_machine(meter="none")
		assert refuse(workshop, made, 1) == {"value": "no_meter"}

	def test_the_kind_of_a_meter_in_use_stays(self, workshop: Workshop) -> None:
		made = workshop.add_machine()
		assert workshop.change(made, meter="km").status_code == 200
		workshop.read(made, 1)
		refused = workshop.change(made, meter="hours")
		assert read_code(refused) == (409, "meter_in_use")
		assert read_faults(refused) == {"meter": "meter_in_use"}
		assert workshop.change(made, meter="km").status_code == 200


class TestMistakes:
	def test_the_last_one_is_voided_and_stays_written(self, workshop: Workshop) -> None:
		made = workshop.add_machine()
		workshop.read(made, 100, -30)
		wrong = workshop.read(made, 500, -3)["readings"][0]
		voided = workshop.void(made, wrong).get_json()
		assert (voided["meter_total"], voided["meter_on"]) == ("100", workshop.tell(-30))
		assert [one["is_void"] for one in voided["readings"]] == [True, False]
		assert read_code(workshop.void(made, wrong)) == (409, "not_last")
		assert workshop.read(made, 150, -3)["meter_total"] == "150"

	def test_only_the_last_one_and_only_of_this_machine(self, workshop: Workshop) -> None:
		made, other = workshop.add_machine(), workshop.add_machine()
		first = workshop.read(made, 1, -2)["readings"][0]
		workshop.read(made, 2)
		assert read_code(workshop.void(made, first)) == (409, "not_last")
		assert read_code(workshop.void(other, first)) == (404, "no_reading")

	@pytest.mark.parametrize(
		"statement",
		[
			"UPDATE equipment_reading SET value = 9, total = 9",
			"UPDATE equipment_reading SET voided_by = NULL",
			"UPDATE equipment_reading SET voided_by = 'Otra', total = 9, value = 9",
			"DELETE FROM equipment_reading",
			"TRUNCATE equipment_reading",
		],
	)
	def test_nothing_else_is_rewritten(
		self, workshop: Workshop, database: Database, statement: str
	) -> None:
		workshop.read(workshop.add_machine(), 1)
		refused = pytest.raises(ProgrammingError, match="equipment_reading is append-only")
		with refused, database.open_session() as session:
			session.execute(text(statement))


def test_of_many_who_read_at_once_none_goes_backwards(workshop: Workshop) -> None:
	made = workshop.add_machine(meter="km")
	with ThreadPoolExecutor(4) as pool:
		answers = list(pool.map(lambda value: workshop.ask_read(made, value), (50, 10, 40, 30, 20)))
	assert {one.status_code for one in answers} <= {201, 422}
	values = [float(one["value"]) for one in reversed(workshop.see_machine(made)["readings"])]
	assert values == sorted(values)
	assert workshop.see_machine(made)["meter_total"] == str(int(values[-1]))
