"""What a page asks of the services, whoever may open it may ask."""

import pytest

from chasqui.contracts.access import Role
from tests.support.link_walk import walk_pages
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("K33")
@pytest.mark.parametrize("role", Role)
def test_no_link_leads_to_what_a_role_may_not_ask(portal: PortalWorld, role: Role) -> None:
	"""A part that its service refuses would show less than it should, and say nothing."""
	visitor = portal.open(role.value)
	refused, missed, paths = dict[str, list[str]](), list[str](), list[str]()
	for path, page in walk_pages(visitor):
		if portal.world.refused:
			refused[path] = [*portal.world.refused]
			portal.world.refused.clear()
		paths.append(path)
		if page.status_code >= 400:
			missed.append(f"{page.status_code} {path}")
	assert (refused, missed) == ({}, [])
	assert len(paths) > 10
