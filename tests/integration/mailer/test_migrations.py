"""The mailer's tables come up to date with what is in them."""

from collections.abc import Callable

import psycopg
import pytest

from tests.support.migrations import list_differences, migrate

# 3 stands for 2, which stands for 1; 9 for 8; 5 is by itself, and 7 was merged and has no stop.
MERGES = """
	INSERT INTO merged_customer (merged_id, kept_id) VALUES (1, 2), (2, 3), (8, 9), (7, 3)
"""
STOPS = """
	INSERT INTO mail_stop (campaign_id, customer_id, reason, others_until, since) VALUES
		(20, 1, 'not_interested', '2026-03-01Z', '2026-01-01Z'),
		(20, 3, 'sold', NULL, '2026-02-01Z'),
		(21, 2, 'sold', NULL, '2026-02-01Z'),
		(22, 5, 'sold', NULL, '2026-02-01Z')
"""


class TestMigrations:
	def test_all_go_back_and_forth(self, url: str) -> None:
		migrate("mailer", url, "downgrade", "0008_design_pictures")
		migrate("mailer", url, "upgrade", "head")
		assert list_differences("mailer", url) == []

	@pytest.mark.covers("K27")
	def test_what_was_settled_with_one_record_holds_for_the_person(self, url: str) -> None:
		migrate("mailer", url, "downgrade", "0012_shared_stops-1")
		with psycopg.connect(url) as connection:
			connection.execute("SET TimeZone = 'UTC'")
			connection.execute(MERGES)
			connection.execute(STOPS)
		migrate("mailer", url, "upgrade", "head")
		with psycopg.connect(url) as connection:
			query = """
				SELECT campaign_id, customer_id, reason, others_until::date::text FROM mail_stop
				ORDER BY campaign_id, customer_id
			"""
			kept = connection.execute(query).fetchall()
		rest = "2026-03-01"
		assert kept == [
			(20, 1, "not_interested", rest), (20, 2, "sold", rest), (20, 3, "sold", rest),
			(20, 7, "sold", rest), *((21, one, "sold", None) for one in (1, 2, 3, 7)),
			(22, 5, "sold", None),
		]  # fmt: skip


@pytest.fixture
def url(make_database: Callable[[str], str]) -> str:
	return make_database("mailer")
