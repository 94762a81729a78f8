"""What is set for all campaigns, or for one alone, is shown, kept and dropped alike everywhere."""

import pytest
from werkzeug.test import TestResponse

from portal.app import create_app
from tests.support.portal_world import PortalWorld, Visitor, find_hidden, read_typed

CALLS = "/campanas/1/llamadas/"
DROP = ".drop_own"
SETTINGS = sorted(
	rule.endpoint.removesuffix(DROP)
	for rule in create_app().url_map.iter_rules()
	if rule.endpoint.endswith(DROP)
)


def find_way(portal: PortalWorld, setting: str, page: str) -> str:
	"""Return the address of a page of a setting."""
	values = {"campaign_id": 1} if page.endswith("own") else {}
	return portal.app.url_map.bind("localhost").build(f"{setting}.{page}", values)


def read_version(visitor: Visitor, way: str) -> str:
	"""Return of which version the form of a page is."""
	return find_hidden(visitor.get(way).text, "version")


def read_values(page: TestResponse) -> dict[str, str]:
	"""Return what the form of a page shows, but for what is of each page alone."""
	alone = ("csrf_token", "version", "nonce")
	return {name: text for name, text in read_typed(page).items() if name not in alone}


def test_there_are_some() -> None:
	assert {"hours", "pressure", "risk_rules", "rules", "scripts"} <= {*SETTINGS}


@pytest.mark.covers("K27")
@pytest.mark.parametrize("setting", SETTINGS)
class TestSettings:
	@pytest.mark.parametrize(
		("username", "page", "back"), [("admin", "show", ""), ("jefa", "show_own", CALLS)]
	)
	def test_what_is_shown_can_be_kept_as_it_is(
		self, portal: PortalWorld, setting: str, username: str, page: str, back: str
	) -> None:
		visitor, way = portal.open(username), find_way(portal, setting, page)
		shown = visitor.get(way)
		assert visitor.resend(shown).location == (back or way)
		again = visitor.get(way)
		assert int(read_typed(again)["version"]) == int(read_typed(shown)["version"]) + 1
		assert read_values(shown)
		assert read_values(again) == read_values(shown)

	@pytest.mark.parametrize(("username", "page"), [("admin", "show"), ("jefa", "show_own")])
	def test_who_saves_an_older_state_is_told(
		self, portal: PortalWorld, setting: str, username: str, page: str
	) -> None:
		visitor, way = portal.open(username), find_way(portal, setting, page)
		shown = visitor.get(way)
		assert visitor.resend(shown).status_code == 303
		version = read_version(visitor, way)
		refused = visitor.resend(shown)
		assert refused.status_code == 422
		assert "Otra persona cambió" in refused.text
		assert read_values(refused) == read_values(shown)
		assert read_version(visitor, way) == version

	def test_a_campaign_has_its_own_until_it_is_dropped(
		self, portal: PortalWorld, setting: str
	) -> None:
		visitor = portal.open("jefa")
		own, drop = (find_way(portal, setting, one) for one in ("show_own", "drop_own"))
		shared = visitor.get(CALLS).text
		assert f'href="{own}"' in shared
		assert f'action="{drop}"' not in shared
		assert visitor.resend(visitor.get(own)).location == CALLS
		calls = visitor.get(CALLS)
		assert f'action="{drop}"' in calls.text
		assert visitor.resend(calls, form=f"//form[@action='{drop}']").location == CALLS
		assert f'action="{drop}"' not in visitor.get(CALLS).text

	@pytest.mark.parametrize("username", ["asesora", "supervisor", "account_manager"])
	def test_nobody_else_sees_or_changes_it(
		self, portal: PortalWorld, setting: str, username: str
	) -> None:
		visitor = portal.open(username)
		form = {"csrf_token": visitor.read_token("/"), "version": "0"}
		for page in ("show", "show_own"):
			assert visitor.get(find_way(portal, setting, page)).status_code == 403, page
		for page in ("change", "change_own", "drop_own"):
			answer = visitor.client.post(find_way(portal, setting, page), data=form)
			assert answer.status_code == 403, page

	def test_a_service_that_is_down_is_said(self, portal: PortalWorld, setting: str) -> None:
		visitor = portal.open("admin")
		way = find_way(portal, setting, "show")
		shown = visitor.get(way)
		portal.world.down.add("campaigns")
		assert visitor.get(way).status_code == 503
		assert visitor.resend(shown).status_code == 503
