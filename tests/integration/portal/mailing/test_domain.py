"""The page of the company's domain: what to publish, and how it stands."""

from tests.support.portal_world import PortalWorld, read_text

PAGE = "/dominio-de-correo/"


class TestDomain:
	def test_each_record_is_shown_with_how_it_stands(self, portal: PortalWorld) -> None:
		page = read_text(portal.open("admin").get(PAGE).text)
		for text in (
			"SPF: quién puede mandar", "Publicado", "Está mal", "Es otra llave.", "Falta",
			"No comprobable", "v=DMARC1; p=none", "dkim.example.com",
		):  # fmt: skip
			assert text in page, text

	def test_who_sets_nothing_up_does_not_see_it(self, portal: PortalWorld) -> None:
		visitor = portal.open("asesora")
		assert visitor.get(PAGE).status_code == 403
		assert PAGE not in visitor.get("/").text

	def test_it_stands_while_the_mailer_is_silent(self, portal: PortalWorld) -> None:
		portal.world.down.add("mailer")
		assert portal.open("admin").get(PAGE).status_code == 200
