"""What people see when something does not work, and where it leads."""

from tests.support.portal_world import PortalWorld

HERE = "http://localhost"


class TestWayBack:
	def test_an_error_leads_back_to_where_one_came_from(self, portal: PortalWorld) -> None:
		came = {"Referer": f"{HERE}/campanas/?phase=paused"}
		page = portal.open("jefa").get("/campanas/99/", headers=came).text
		assert 'href="/campanas/?phase=paused"' in page

	def test_nobody_is_led_to_the_same_error_or_out_of_the_portal(
		self, portal: PortalWorld
	) -> None:
		visitor = portal.open("jefa")
		for came in (f"{HERE}/campanas/99/", "https://example.com/campanas/"):
			page = visitor.get("/campanas/99/", headers={"Referer": came}).text
			assert "Volver" not in page

	def test_only_what_may_work_later_is_offered_again(self, portal: PortalWorld) -> None:
		visitor = portal.open("jefa")
		assert "Intentar otra vez" not in visitor.get("/campanas/99/").text
		portal.world.down.add("campaigns")
		assert "Intentar otra vez" in visitor.get("/campanas/1/").text
