"""Whoever has only one role finds a suite that works: no line of the menu leads to a refusal."""

import re

import pytest

from chasqui.contracts.access import Role
from tests.support.portal_world import PortalWorld


@pytest.mark.covers("K33")
@pytest.mark.parametrize("role", list(Role), ids=str)
class TestRoles:
	def test_every_page_of_its_menu_opens(self, portal: PortalWorld, role: Role) -> None:
		visitor = portal.open(role.value)
		home = visitor.get("/")
		assert home.status_code == 200
		menu = home.text.partition('<nav class="side-nav"')[2].partition("</nav>")[0]
		ways = set(re.findall(r'href="(/[^"]*)"', menu))
		assert ways
		refused = {way: visitor.get(way).status_code for way in ways}
		assert {way: status for way, status in refused.items() if status != 200} == {}

	def test_what_its_first_page_shows_is_something(self, portal: PortalWorld, role: Role) -> None:
		page = portal.open(role.value).get("/").text
		content = page.partition('<div class="stack">')[2].partition("</main>")[0]
		assert "<h2" in content
