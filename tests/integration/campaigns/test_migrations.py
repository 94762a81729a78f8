from collections.abc import Callable

import pytest

from tests.support.migrations import list_differences, migrate


class TestMigrations:
	def test_the_risk_tables_go_back_and_forth(self, url: str) -> None:
		migrate("campaigns", url, "downgrade", "0001")
		migrate("campaigns", url, "upgrade", "head")
		assert list_differences("campaigns", url) == []


@pytest.fixture
def url(make_database: Callable[[str], str]) -> str:
	return make_database("campaigns")
