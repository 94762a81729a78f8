from collections.abc import Callable

import psycopg
import pytest

from tests.support.migrations import list_differences, migrate

# 3 stands for 2, which stands for 1; 5 is by itself.
MERGES = "INSERT INTO merged_customer (merged_id, kept_id) VALUES (1, 2), (2, 3)"
CONTACTS = """
	INSERT INTO contact_day (customer_id, day, channel, event_id)
	SELECT customer_id, '2026-03-02', channel, gen_random_uuid()
	FROM (VALUES (1, 'call'), (3, 'mail'), (5, 'call')) AS reached (customer_id, channel)
"""


class TestMigrations:
	def test_the_risk_tables_go_back_and_forth(self, url: str) -> None:
		migrate("campaigns", url, "downgrade", "0001")
		migrate("campaigns", url, "upgrade", "head")
		assert list_differences("campaigns", url) == []

	@pytest.mark.covers("R46")
	def test_what_reached_one_record_has_reached_the_person(self, url: str) -> None:
		migrate("campaigns", url, "downgrade", "0050-1")
		with psycopg.connect(url) as connection:
			connection.execute(MERGES)
			connection.execute(CONTACTS)
		migrate("campaigns", url, "upgrade", "head")
		with psycopg.connect(url) as connection:
			query = """
				SELECT customer_id, count(*), count(DISTINCT event_id),
					string_agg(channel, ' ' ORDER BY channel)
				FROM contact_day GROUP BY customer_id ORDER BY customer_id
			"""
			kept = connection.execute(query).fetchall()
		assert kept == [*((one, 2, 2, "call mail") for one in (1, 2, 3)), (5, 1, 1, "call")]


@pytest.fixture
def url(make_database: Callable[[str], str]) -> str:
	return make_database("campaigns")
