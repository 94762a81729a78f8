"""Lists and segments of customers by what they bought, use and spent."""

from typing import Any

import pytest
from sqlalchemy import text

from chasqui.kernel.clock import read_today
from chasqui.kernel.data.database import Database
from customers.config import CustomersConfig
from tests.integration.customers.sales.till import Till
from tests.integration.customers.segments.test_segment_criteria import read_matched

pytestmark = pytest.mark.covers("R10", "R11")


class Shoppers(Till):
	"""One who bought a service today and a product that came back, one who bought long ago, one
	whose only sale was voided, one who never came.
	"""

	def fill(self) -> None:
		self.today_one, self.old_one = self.customer, self.enrol("1710034073", "Segundo")
		self.voided_one, self.none = self.enrol("0926687856", "Vacía"), self.enrol("X12", "Nadie")
		for one in (self.today_one, self.old_one):
			self.customer = one
			self.pay(self.line(self.service))
		self.customer = self.today_one
		back = self.pay(self.line(self.router))
		self.do(back, "returns", lines=[{"place": 1, "quantity": "1"}], reason="faulty")
		self.customer = self.voided_one
		self.do(self.invoice(self.line(self.router)), "void", reason="No era para ella")

	def enrol(self, number: str, name: str) -> Any:
		kind = "cedula" if number != "X12" else "passport"
		return self.client.register(id_type=kind, id_number=number, name=f"{name} Sintético")

	def age(self, database: Database) -> None:
		"""Put the sales of the second one a year and more back."""
		with database.open_session() as session:
			move = "UPDATE sale SET invoiced_on = invoiced_on - 400 WHERE customer_id = :id"
			session.execute(text(move), {"id": self.old_one["id"]})

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
def shoppers(client: Any, config: CustomersConfig, database: Database) -> Shoppers:
	made = Shoppers(client, read_today(config.zone))
	made.open()
	made.fill()
	made.age(database)
	return made


def test_lists_and_segments_ask_the_same(shoppers: Shoppers) -> None:
	one, old, void, none = (
		each["id"]
		for each in (shoppers.today_one, shoppers.old_one, shoppers.voided_one, shoppers.none)
	)
	service, router = shoppers.service["id"], shoppers.router["id"]
	day = shoppers.tell(-30)
	for filters, criteria, found in (
		({"bought_item": service}, {"bought_items": [service]}, {one, old}),
		({"bought_item": router}, {"bought_items": [router]}, set()),
		(
			{"bought_item": service, "bought_from": day},
			{"bought_items": [service], "bought_from": day},
			{one},
		),
		({"bought_to": day}, {"bought_to": day}, {old}),
		({"not_bought_since": day}, {"not_bought_since": day}, {old, void, none}),
		({"uses_item": service}, {"used_items": [service]}, {one, old}),
		({"spent_from": "25"}, {"spent_from": "25"}, {one, old}),
		({"spent_from": "25.01"}, {"spent_from": "25.01"}, set()),
		({"spent_to": "24.99"}, {"spent_to": "24.99"}, {void, none}),
		({"spent_from": "0"}, {"spent_from": "0"}, {one, old, void, none}),
	):
		query = "&".join(f"{name}={value}" for name, value in filters.items())
		assert shoppers.search(query) == found, query
		assert shoppers.count(**criteria) == len(found), criteria


@pytest.mark.parametrize(
	"query",
	["spent_from=10&spent_to=5", "bought_from=2026-02-01&bought_to=2026-01-01", "bought_item=x"],
)
def test_what_contradicts_itself_is_refused(shoppers: Shoppers, query: str) -> None:
	assert shoppers.client.get(f"/v1/customers?{query}").status_code == 422


def test_members_come_with_what_met_it(shoppers: Shoppers, database: Database) -> None:
	service = shoppers.service["id"]
	asked = {
		"kind": "any", "bought_items": [service], "spent_from": "10", "used_items": [service],
		"bought_from": shoppers.tell(-3),
	}  # fmt: skip
	with database.open_session() as session:
		[matched] = read_matched(session, asked)
	assert matched == {
		"bought_items": ["Fibra Hogar 300"], "used_items": ["Fibra Hogar 300"],
		"spent_from": 25, "bought_from": shoppers.tell(0),
	}  # fmt: skip
