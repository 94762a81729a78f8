"""What the administrator sees and does when an event gets stuck between services."""

import pytest

from chasqui.contracts.event_payloads import EventName
from portal.stuck.labels import LABELS
from tests.support.fakes.stuck import STUCK_ID, make_stuck
from tests.support.portal_world import PortalWorld

PAGE = "/sucesos-detenidos/"
EVENT = f"{PAGE}campaigns/{STUCK_ID}"


class TestStuckEvents:
	def test_the_administrators_home_says_so_and_leads_there(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		assert "suceso detenido" not in visitor.get("/").text
		portal.world.stuck["campaigns"] = [make_stuck()]
		page = visitor.get("/").text
		assert "1 suceso detenido" in page
		assert f'href="{PAGE}"' in page
		shown = visitor.get(PAGE).text
		assert "Alguien pidió que no lo contacten" in shown
		assert "/clientes/1" in shown

	def test_it_is_tried_again(self, portal: PortalWorld) -> None:
		portal.world.stuck["campaigns"] = [make_stuck()]
		visitor = portal.open("admin")
		visitor.send(f"{EVENT}/reintentar", page=PAGE)
		assert portal.world.settled == [("campaigns", "retry")]
		assert "Se intentará otra vez" in visitor.get(PAGE).text

	def test_it_is_dropped_with_a_reason_only(self, portal: PortalWorld) -> None:
		portal.world.stuck["campaigns"] = [make_stuck()]
		visitor = portal.open("admin")
		drop = f"{EVENT}/descartar"
		assert visitor.send(drop, page=drop, reason="").status_code == 422
		assert portal.world.settled == []
		assert visitor.send(drop, page=drop, reason="Se corrigió a mano").status_code == 303
		assert portal.world.settled == [("campaigns", "Se corrigió a mano")]

	def test_what_somebody_else_settled_is_told(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		visitor.send(f"{EVENT}/reintentar", page=PAGE)
		assert "ya no está detenido" in visitor.get(PAGE).text

	def test_a_service_that_is_down_says_so_and_the_rest_is_shown(
		self, portal: PortalWorld
	) -> None:
		portal.world.stuck["campaigns"] = [make_stuck("suceso_de_otra_version")]
		portal.world.down.add("mailer")
		visitor = portal.open("admin")
		page = visitor.get(PAGE).text
		assert "El servicio de correo respondió 503." in page
		assert "suceso_de_otra_version" in page
		assert "1 suceso detenido" in visitor.get("/").text

	def test_a_service_without_feeds_is_no_page(self, portal: PortalWorld) -> None:
		path = f"{PAGE}risk_soap/{STUCK_ID}/descartar"
		assert portal.open("admin").get(path).status_code == 404

	@pytest.mark.parametrize("who", ["jefa", "asesora"])
	def test_only_administrators_see_it(self, portal: PortalWorld, who: str) -> None:
		assert portal.open(who).get(PAGE).status_code == 403


def test_every_event_has_a_name() -> None:
	assert set(LABELS) == set(EventName)
