"""Who uses how many services, and which (M14): each line is the list that it leads to."""

from typing import Any

import pytest
from sqlalchemy import text

from chasqui.contracts.customers.list_values import ServiceCount
from chasqui.contracts.endpoints.customers.reports import CustomersBy
from chasqui.kernel.clock import read_today
from chasqui.kernel.data.database import Database
from customers.config import CustomersConfig
from tests.integration.customers.person_world import insert_people
from tests.integration.customers.sales.till import Till

pytestmark = pytest.mark.covers("M14")
PEOPLE = 60
USED = 9  # services at most
FILES_KNOW = (
	"INSERT INTO subscription (customer_id, name) SELECT id, 'Fuera ' || n "
	"FROM customer, generate_series(1, id % 9) AS n"
)
CATALOGUE_KNOWS = (
	"INSERT INTO subscription (customer_id, item_id, name) SELECT id, :item, 'Plan' "
	"FROM customer WHERE id % 3 = 0"
)
ENDED = (
	"INSERT INTO subscription (customer_id, item_id, name, started_on, ended_on, end_reason) "
	"SELECT id, :item, 'Plan', date '2026-01-01', date '2026-02-01', 'moved' FROM customer"
)


class Reporter:
	def __init__(self, till: Till) -> None:
		self.till = till

	def ask(self, query: str) -> Any:
		way = f"/v1/customers/report?{query}"
		answer = self.till.client.get(way, role="marketing_head")
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return answer.get_json()

	def count_listed(self, query: str) -> int:
		way = f"/v1/customers/facets?{query}"
		found: int = self.till.client.get(way, role="marketing_head").get_json()["total"]
		return found


@pytest.fixture
def reporter(client: Any, config: CustomersConfig, database: Database) -> Reporter:
	till = Till(client, read_today(config.zone))
	till.open()
	with database.open_session() as session:
		insert_people(session, PEOPLE)
		session.execute(text(FILES_KNOW))
		for one in (CATALOGUE_KNOWS, ENDED):
			session.execute(text(one), {"item": till.service["id"]})
	return Reporter(till)


@pytest.mark.parametrize("by", CustomersBy)
def test_each_line_counts_the_list_behind_it(reporter: Reporter, by: CustomersBy) -> None:
	report = reporter.ask(f"by={by.value}")
	keyed = [line for line in report["lines"] if line["key"]]
	assert keyed
	for line in keyed:
		narrowed = f"{by.value}={line['key'].replace('+', '%2B')}"
		assert line["customers"] == reporter.count_listed(narrowed), line


def test_how_many_use_how_many(reporter: Reporter, database: Database) -> None:
	report = reporter.ask("")
	with database.open_session() as session:
		used = dict(
			session.execute(
				text(
					"SELECT least(n, 6), count(*) FROM (SELECT customer.id, count(one.id) AS n "
					"FROM customer LEFT JOIN subscription AS one ON one.customer_id = customer.id "
					"AND one.ended_on IS NULL GROUP BY customer.id) AS found GROUP BY 1"
				)
			).all()
		)
	keys = [one.value for one in ServiceCount]
	assert {line["key"]: line["customers"] for line in report["lines"]} == {
		keys[n]: customers for n, customers in used.items()
	}
	assert [line["key"] for line in report["lines"]] == sorted(
		(keys[n] for n in used), key=keys.index
	)
	total = report["total"]
	assert total["customers"] == PEOPLE + 1
	assert total["users"] == sum(n for key, n in used.items() if key)
	assert total["services"] == sum(line["services"] for line in report["lines"])


def test_services_of_no_catalogue_stand_together(reporter: Reporter) -> None:
	report = reporter.ask("by=uses_item")
	known, unknown = sorted(report["lines"], key=lambda line: line["key"], reverse=True)
	assert known["name"] == reporter.till.service["name"]
	assert known["customers"] == known["services"]
	assert (unknown["key"], unknown["name"]) == ("", "")
	assert unknown["services"] > unknown["customers"] > 0
	total = report["total"]
	assert total["services"] == known["services"] + unknown["services"]
	assert total["services"] == reporter.ask("")["total"]["services"]
	assert total["customers"] == reporter.ask("")["total"]["users"]


def test_filters_of_the_list_narrow_it(reporter: Reporter) -> None:
	few = reporter.ask("services=1&services=2")
	assert {line["key"] for line in few["lines"]} == {"1", "2"}
	of_one = reporter.ask("services=0&by=kind")
	assert of_one["total"]["users"] == of_one["total"]["services"] == 0


@pytest.mark.parametrize("query", ["by=name", "services=7", "services=-1", "province=EC-QQ"])
def test_what_it_cannot_ask_is_refused(reporter: Reporter, query: str) -> None:
	way = f"/v1/customers/report?{query}"
	assert reporter.till.client.get(way, role="marketing_head").status_code == 422


def test_only_those_who_see_customers_may_ask(reporter: Reporter) -> None:
	assert reporter.till.client.get("/v1/customers/report", role="advisor").status_code == 403


def test_nobody_is_nothing(reporter: Reporter) -> None:
	report = reporter.ask("q=nadie-se-llama-asi")
	assert report["lines"] == []
	assert report["total"]["customers"] == 0
