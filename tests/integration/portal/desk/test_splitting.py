"""Customers are shared out evenly, from the page of calls."""

from html import unescape

import pytest

from tests.support.portal_world import PortalWorld

CALLS = "/campanas/1/llamadas/"
WAY = f"{CALLS}reparto"


@pytest.mark.covers("K26")
class TestSplit:
	def test_it_is_said_who_got_how_many(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert "Repartir por igual" in visitor.get(CALLS).text
		visitor.send(WAY, page=CALLS, advisor_ids=["2", "3"], total="5")
		assert sorted(one.assigned for one in portal.world.assignments) == [2, 3]
		assert "Repartidos: " in visitor.get(CALLS).text

	@pytest.mark.parametrize(
		("typed", "text"),
		[
			({"total": "5"}, "Faltan elementos"),
			({"advisor_ids": ["2"], "total": "muchos"}, "número entero"),
			({"advisor_ids": ["2"], "total": "0"}, "Debe ser 1 o más"),
		],
	)
	def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
		self, portal: PortalWorld, typed: dict[str, object], text: str
	) -> None:
		answer = portal.open("jefa").send(WAY, page=CALLS, **typed)
		assert answer.status_code == 422
		page = unescape(answer.text)
		assert text in page
		assert f'value="{typed["total"]}"' in page
		assert not portal.world.assignments

	def test_where_fewer_are_left_it_asks(self, portal: PortalWorld) -> None:
		portal.world.free_calls = 3
		visitor = portal.open("jefa")
		asked = visitor.send(WAY, page=CALLS, advisor_ids=["2", "3"], total="9")
		assert asked.status_code == 422
		assert 'name="confirm_fewer"' in asked.text
		fields = {"advisor_ids": ["2", "3"], "total": "9", "confirm_fewer": "on"}
		visitor.send(WAY, page=CALLS, **fields)
		assert sum(one.assigned for one in portal.world.assignments) == 3
