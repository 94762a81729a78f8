"""Lists of 50 000 customers are answered from indexes: what PostgreSQL says it would do."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from chasqui.contracts.customers.lists import CustomerQuery
from chasqui.kernel.data.database import Database
from customers.lists.repositories.customer_lists import CustomerListRepository
from customers.people.repositories.customers import CustomerRepository
from customers.segments.repositories.list_condition_builder import ListConditionBuilder
from tests.integration.customers.person_world import insert_people
from tests.support.servers import TestServers

MANY = 50_000
SELECTIVE = {
	"q": "persona 4999", "ids": [5], "tag": ["vip"], "custom": ["tv:si"],
	"province": ["EC-A"], "canton": ["0101"], "registered_from": "2026-08-01",
	"contacted_from": "2026-08-01", "age_to": 18, "income_from": "8990", "archived": True,
	"warning": ["checksum_unverifiable"], "has_warnings": True,
}  # fmt: skip
SORTS = ("name", "-name", "registered_on", "-last_contact_at", "id")
OF_CUSTOMERS = re.compile(r"SELECT.*FROM customer\b", re.DOTALL)
INDEX = re.compile(r"Index( Only)? Scan (Backward )?using|Bitmap Index Scan")
# What a thousandth of the customers have.
RARE = (
	"UPDATE customer SET custom = '{\"tv\": true}', warnings = '{checksum_unverifiable}',"
	" last_contact_at = '2026-10-01' WHERE id % 1000 = 7",
	"UPDATE customer SET archived_at = now() WHERE id % 1000 = 8",
	"INSERT INTO custom_field (key, label, kind) VALUES ('tv', 'TV', 'boolean')",
	"INSERT INTO customer_tag SELECT id, 'VIP' FROM customer WHERE id % 1000 = 9",
)


@pytest.fixture(scope="module")
def many(servers: TestServers) -> Iterator[Database]:
	"""A database of 50 000 customers, some of whom have what few have."""
	with servers.make_database("customers") as url:
		database = Database(url, pool_size=2)
		with database.open_session() as session:
			insert_people(session, MANY)
		with database.open_raw(autocommit=True) as connection:
			for statement in RARE:
				connection.execute(statement.encode())
			connection.execute("VACUUM ANALYZE")
		yield database
		database.close()


@pytest.mark.covers("R11")
class TestPlans:
	@pytest.mark.parametrize("name", SELECTIVE)
	def test_what_few_have_is_found_by_an_index(self, many: Database, name: str) -> None:
		asked = CustomerQuery.model_validate({name: SELECTIVE[name]})
		for plan in list_plans(many, lambda session: read_page(session, asked)):
			assert "Seq Scan on customer " not in plan, plan
			assert INDEX.search(plan), plan

	@pytest.mark.covers("C4")
	@pytest.mark.parametrize(
		("channel", "value"), [("email", "p7@example.com"), ("phone", "+593900000007")]
	)
	def test_whoever_an_event_tells_of_is_found_by_an_index(
		self, many: Database, channel: str, value: str
	) -> None:
		def find(session: Session) -> object:
			return getattr(CustomerRepository(session), f"list_with_{channel}")(value)

		(plan,) = list_plans(many, find)
		assert re.search(rf"Index Cond: \(+{channel}\b", plan), plan

	@pytest.mark.parametrize("sort", SORTS)
	def test_every_order_walks_an_index(self, many: Database, sort: str) -> None:
		(plan,) = list_plans(many, lambda session: read_page(session, CustomerQuery(sort=sort)))
		assert "Sort" not in plan, plan
		assert INDEX.search(plan), plan


def read_page(session: Session, asked: CustomerQuery) -> None:
	conditions = ListConditionBuilder(session, today=date(2026, 11, 20), zone="America/Guayaquil")
	CustomerListRepository(session, conditions).list_page(asked)


def list_plans(database: Database, ask: Callable[[Session], object]) -> list[str]:
	"""Return the plans by which customers are read, as PostgreSQL tells them just before."""
	plans: list[str] = []

	def explain(
		connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool
	) -> None:
		if OF_CUSTOMERS.match(statement):
			told = connection.exec_driver_sql(f"EXPLAIN {statement}", values)
			plans.append("\n".join(row[0] for row in told))

	event.listen(database.engine, "before_cursor_execute", explain)
	try:
		with database.open_session() as session:
			ask(session)
	finally:
		event.remove(database.engine, "before_cursor_execute", explain)
	assert plans
	return plans
