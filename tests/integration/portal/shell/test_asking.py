"""No page asks a sibling the same twice: what is wanted row by row is remembered."""

from collections import Counter

import pytest

from chasqui.contracts.customers.saved_segments import SavedSegment
from chasqui.contracts.customers.segments import SegmentCriteria
from tests.support.fakes.world import NOW
from tests.support.portal_walk import PortalWalk
from tests.support.portal_world import PortalWorld

CRITERIA = SegmentCriteria.model_validate({"advisors": ["2", "5"], "picked": 3})


def plant_segments(portal: PortalWorld) -> None:
	"""Have several segments ask by the same advisors and the same segment."""
	for number in range(11, 16):
		portal.world.segments[number] = SavedSegment(
			id=number, name=f"Grupo {number}", kind="criteria", owner_name="Ana", is_own=True,
			criteria=CRITERIA, customers=40, counted_at=NOW, created_at=NOW,
		)  # fmt: skip


@pytest.mark.parametrize("username", ["jefa", "admin", "supervisor", "asesora", "account_manager"])
def test_no_page_asks_the_same_twice(portal: PortalWorld, username: str) -> None:
	plant_segments(portal)
	visitor = portal.open(username)
	if username == "asesora":
		visitor.send("/mesa/siguiente", page="/mesa/")
	shown, twice = 0, {}
	for page in PortalWalk(portal, username).list_pages():
		portal.asked.clear()
		answer = visitor.get(page)
		answer.get_data()
		shown += answer.status_code == 200
		if repeated := [one for one, count in Counter(portal.asked).items() if count > 1]:
			twice[page] = repeated
	assert shown > 20
	same = [page for page in twice if page.startswith("/duplicados/")]  # a customer beside itself
	assert {page: asked for page, asked in twice.items() if page not in same} == {}
