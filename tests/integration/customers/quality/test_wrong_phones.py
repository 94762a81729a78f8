"""A phone that an advisor found to be somebody else's gives way to the next one of the person."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from chasqui.contracts.event_payloads import EventName
from chasqui.kernel.data.database import Database
from customers.app.wiring import Wiring
from customers.config import CustomersConfig
from customers.people.models.customer import CustomerRow
from customers.tables import EventRow
from tests.integration.customers.doors import Api
from tests.support.events import hand_event

FIRST, SECOND, THIRD = "+593991112222", "+593991113333", "+593991114444"


@pytest.fixture
def wiring(client: Api, database: Database, config: CustomersConfig) -> Iterator[Wiring]:
	made = Wiring(config)
	yield made
	made.database.close()


def add(client: Api, *further: str) -> int:
	"""Return a customer with a first phone and further ones."""
	made = client.register(id_number="1710034065", phone=FIRST)
	contacts = [{"channel": "phone", "value": one} for one in further]
	contacts.insert(0, {"channel": "email", "value": "otra@example.com"})
	path = f"/v1/customers/{made['id']}/profile"
	assert client.patch_path(path, {"version": 0, "contacts": contacts}).status_code == 200
	return int(made["id"])


def find_wrong(wiring: Wiring, customer_id: int, phone: str) -> tuple[str | None, list[str]]:
	"""Report a wrong number; return the phone and the warnings of the customer."""
	with wiring.database.open_session() as session:
		payload = {"customer_id": customer_id, "phone": phone}
		hand_event(session, wiring.list_subscriptions(), EventName.WRONG_NUMBER, payload)
	with wiring.database.open_session() as session:
		row = session.get_one(CustomerRow, customer_id)
		return row.phone, list(row.warnings)


def list_changes(wiring: Wiring) -> list[tuple[Any, Any]]:
	with wiring.database.open_session() as session:
		query = select(EventRow).where(EventRow.name == EventName.CONTACT_CHANGED)
		rows = session.scalars(query.order_by(EventRow.id)).all()
		return [(one.payload["previous_phone"], one.payload["phone"]) for one in rows]


@pytest.mark.covers("K27", "R45")
class TestWrongPhones:
	def test_the_next_one_takes_its_place_until_none_is_left(
		self, client: Api, wiring: Wiring
	) -> None:
		customer_id = add(client, SECOND, THIRD)
		assert find_wrong(wiring, customer_id, FIRST) == (SECOND, [])
		assert find_wrong(wiring, customer_id, SECOND) == (THIRD, [])
		assert find_wrong(wiring, customer_id, THIRD) == (THIRD, ["wrong_phone"])
		assert list_changes(wiring)[-2:] == [(FIRST, SECOND), (SECOND, THIRD)]
		profile = client.get(f"/v1/customers/{customer_id}/profile").get_json()
		assert [one["value"] for one in profile["contacts"]] == ["otra@example.com"]

	def test_reported_twice_it_is_one_change(self, client: Api, wiring: Wiring) -> None:
		customer_id = add(client, SECOND, THIRD)
		for _ in range(2):
			assert find_wrong(wiring, customer_id, FIRST) == (SECOND, [])

	def test_a_further_one_that_is_the_same_is_no_other(self, client: Api, wiring: Wiring) -> None:
		customer_id = add(client, FIRST)
		assert find_wrong(wiring, customer_id, FIRST) == (FIRST, ["wrong_phone"])

	def test_what_was_known_stays_known_as_a_former_one(self, client: Api, wiring: Wiring) -> None:
		customer_id = add(client, SECOND)
		find_wrong(wiring, customer_id, FIRST)
		with wiring.database.open_session() as session:
			former = wiring.make_former_values(session).list_former(customer_id)
		assert [one.value for one in former] == [FIRST]
