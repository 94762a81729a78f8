"""Lists and segments of customers by the machines that they have."""

from typing import Any

import pytest

from chasqui.kernel.data.database import Database
from tests.integration.customers.equipment.workshop import Workshop
from tests.integration.customers.segments.test_segment_criteria import read_matched

pytestmark = pytest.mark.covers("R10", "R32")


class Owners:
	"""One with an old tractor whose service is due, one with a new one, one who sold theirs."""

	def __init__(self, workshop: Workshop) -> None:
		self.client, self.workshop = workshop.client, workshop
		year = workshop.today.year
		self.old = workshop.customer["id"]
		tractor = workshop.add_machine(year=year - 6)
		workshop.set_own_plan(tractor, months=1, served_on=workshop.tell(-20))
		workshop.customer = workshop.client.register(id_number="1710034073", name="Nuevo Sintético")
		self.new = workshop.customer["id"]
		workshop.add_machine(year=year, brand="Kubota")
		workshop.add_machine(year=year - 20, state="gone")
		self.kind = tractor["type_id"]

	def search(self, query: str) -> set[int]:
		answer = self.client.get(f"/v1/customers?{query}", role="marketing_head")
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return {one["id"] for one in answer.get_json()["items"]}

	def count(self, **criteria: Any) -> int:
		body = {"kind": "any", **criteria}
		answer = self.client.post("/v1/segments/count", body, role="marketing_head")
		assert answer.status_code == 200, answer.get_data(as_text=True)
		found: int = answer.get_json()["total"]
		return found


@pytest.fixture
def owners(workshop: Workshop) -> Owners:
	return Owners(workshop)


def test_lists_and_segments_ask_the_same(owners: Owners) -> None:
	old, new, kind = owners.old, owners.new, owners.kind
	for filters, criteria, found in (
		({"equipment_type": kind}, {"equipment_types": [kind]}, {old, new}),
		({"equipment_type": 999}, {"equipment_types": [999]}, set()),
		({"equipment_brand": "JOHN deere"}, {"equipment_brands": ["JOHN deere"]}, {old}),
		({"equipment_years": 5}, {"equipment_years": 5}, {old}),
		({"equipment_years": 6}, {"equipment_years": 6}, set()),
		({"service_days": 30}, {"service_days": 30}, {old}),
		({"service_days": 2}, {"service_days": 2}, set()),
		(
			{"equipment_brand": "Kubota", "equipment_years": 5},
			{"equipment_brands": ["Kubota"], "equipment_years": 5},
			set(),
		),
	):
		query = "&".join(f"{name}={value}" for name, value in filters.items())
		assert owners.search(query) == found, query
		assert owners.count(**criteria) == len(found), criteria


@pytest.mark.parametrize("query", ["equipment_years=-1", "service_days=x", "equipment_type=x"])
def test_what_cannot_be_asked_is_refused(owners: Owners, query: str) -> None:
	assert owners.client.get(f"/v1/customers?{query}").status_code == 422


def test_members_come_with_what_met_it(owners: Owners, database: Database) -> None:
	workshop = owners.workshop
	asked = {
		"kind": "any", "equipment_types": [owners.kind], "equipment_brands": ["john deere"],
		"equipment_years": 5, "service_days": 40,
	}  # fmt: skip
	with database.open_session() as session:
		[matched] = read_matched(session, asked)
	assert matched["equipment_types"] == ["Equipo"]
	assert matched["equipment_brands"] == ["John Deere"]
	assert matched["equipment_years"] == workshop.today.year - 6
	assert matched["service_days"] > workshop.tell(0)
