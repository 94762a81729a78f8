"""The page of mails that came back: listed, and classed by a person."""

from chasqui.contracts.mailer.bounces import BounceFilters, BounceKind
from portal.mailing.lists import FILTERS
from tests.support.portal_world import PortalWorld, read_text

PAGE = "/rebotes/"


class TestBounces:
	def test_each_says_what_it_was_and_why(self, portal: PortalWorld) -> None:
		page = read_text(portal.open("jefa").get(PAGE).text)
		for text in (
			"persona1@example.com", "Definitivo: no se le escribe más", "La dirección no existe",
			"Pasajero", "Buzón lleno", "No se entendió", "Decir qué es",
		):  # fmt: skip
			assert text in page, text

	def test_every_filter_has_a_name(self, portal: PortalWorld) -> None:
		assert FILTERS.keys() == BounceFilters.model_fields.keys()
		page = portal.open("jefa").get(f"{PAGE}?kind=soft&reason=mailbox_full").text
		assert "Motivo: Buzón lleno" in page
		assert "persona1@" not in page.partition("<tbody>")[2]

	def test_a_person_says_what_nobody_understood(self, portal: PortalWorld) -> None:
		head, way = portal.open("jefa"), f"{PAGE}3"
		assert head.send(way, page=way).status_code == 422
		done = head.send(way, page=way, kind="hard")
		assert (done.status_code, portal.world.bounces[3].kind) == (303, BounceKind.HARD)
		again = head.send(way, page=way, kind="soft")
		assert "ya se sabe qué es" in again.text

	def test_an_empty_list_says_so(self, portal: PortalWorld) -> None:
		portal.world.bounces.clear()
		assert "Ningún correo ha vuelto" in portal.open("jefa").get(PAGE).text

	def test_who_may_only_look_is_not_asked(self, portal: PortalWorld) -> None:
		visitor = portal.open("admin")
		assert "Decir qué es" not in visitor.get(PAGE).text
		assert visitor.get(f"{PAGE}3").status_code == 403
