"""Whatever is typed into a form or an address of the portal, no page fails."""

import pytest

from tests.support.portal_walk import PortalWalk
from tests.support.portal_world import PortalWorld
from tests.support.wildness import REQUESTS


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("username", [None, "jefa", "asesora", "admin"])
def test_no_form_with_wild_values_makes_a_page_fail(
	portal: PortalWorld, username: str | None
) -> None:
	walk = PortalWalk(portal, username)
	walk.walk(REQUESTS)
	assert walk.failures == []
